/**
 * The ready-made pipeline for gestures: samples of an IMU in, detections out.
 *
 * <p>{@link dev.pipit.pipelines.gesture.Gesture} is the pipeline, {@link dev.pipit.pipelines.gesture.GestureModel} what
 * it knows from the desk, {@link dev.pipit.pipelines.gesture.Recogniser} the same with what was learned on the device.
 * {@link dev.pipit.pipelines.gesture.ActivityModel} is what people have in common, {@link
 * dev.pipit.pipelines.gesture.LearnedPerson} what one person adds to it.
 *
 * <p>Trains no network, and keeps nothing on the disk.
 */
package dev.pipit.pipelines.gesture;
