/** Distils: a {@code Student} is one of the networks that {@code pipit explore} tries, taught by a model. */
package dev.pipit.apps.workshop.distil;
