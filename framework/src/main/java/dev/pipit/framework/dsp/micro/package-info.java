/**
 * The fixed-point micro front end: 30 ms of speech in, 40 small integers out, equal in every bit to what the wake-word
 * models of TensorFlow Lite Micro (micro_speech) and microWakeWord were trained on.
 *
 * <p>Stands between the frames of a microphone and the spectrogram of a model. The steps, one class each: taper, FFT,
 * filter bank, noise reduction, gain control, logarithm. Only the noise reduction remembers anything.
 *
 * <p>Does not cut the signal into frames, and does not resample: it wants the rate that the settings name.
 *
 * <p>Source: the microfrontend library of TensorFlow, whose numbers these are; the FFT is that of kissfft with 16-bit
 * numbers.
 */
package dev.pipit.framework.dsp.micro;
