/**
 * Plain numerics between samples and features: FFT, tapers, mel bank, logarithm, DCT, filters and a resampler.
 *
 * <p>Stands between the ring and inference in the data's way. A class plans in its constructor, where it checks and
 * allocates everything, and then runs in a loop without allocating: one object for each signal, one thread at a time.
 * Samples are floats, full scale is −1 to 1; where a published feature counts in steps of 16 bit, its settings say so.
 *
 * <p>The order of reading is that of a feature: {@link dev.pipit.framework.dsp.Resampler},
 * {@link dev.pipit.framework.dsp.Biquad}, {@link dev.pipit.framework.dsp.Taper},
 * {@link dev.pipit.framework.dsp.RealFft}, {@link dev.pipit.framework.dsp.Spectrum},
 * {@link dev.pipit.framework.dsp.MelBank}, {@link dev.pipit.framework.dsp.LogMel},
 * {@link dev.pipit.framework.dsp.Dct}, {@link dev.pipit.framework.dsp.Mfcc}.
 *
 * <p>Knows nothing of frames with times, pipelines or models, and cuts no signal into frames.
 */
package dev.pipit.framework.dsp;
