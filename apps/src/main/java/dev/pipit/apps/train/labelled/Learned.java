package dev.pipit.apps.train.labelled;

import java.util.List;

import dev.pipit.framework.training.Network;
import dev.pipit.framework.training.integer.IntegerNetwork;

/**
 * What came of a training.
 *
 * @param network  in floats, before it was rounded
 * @param integers in whole numbers, with probabilities at the end
 * @param losses   means over so many steps each
 * @param every    steps
 * @param rounded  from which of the losses on the rounding was felt
 */
record Learned(Network network, IntegerNetwork integers, List<Double> losses, int every, int rounded) { }
