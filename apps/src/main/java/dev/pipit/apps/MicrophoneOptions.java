package dev.pipit.apps;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.pipit.sensors.microphone.Microphone;
import dev.pipit.sensors.sound.Channel;
import dev.pipit.sensors.sound.Conversion;

/** How a microphone is heard: the same words in every command that hears one. */
public final class MicrophoneOptions {
    @Option(names = "--channel", paramLabel = "K", description = "Which channel to hear: left, right, a number from 0, mean, "
        + "or auto for the louder one. Default: auto of a microphone, left of a recording.")
    private String channel;

    @Option(names = "--gain", paramLabel = "DB", defaultValue = "0",
        description = "Make a microphone louder by so many dB, -60 to 60. Default: ${DEFAULT-VALUE}.")
    private double gainDb;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The channel that was asked for, or {@code usual}. */
    public Channel channel(Channel usual) {
        try {
            return channel == null ? usual : Channel.parse(channel);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** What becomes of a microphone. */
    public Conversion conversion(int rateHz) {
        try {
            Conversion usual = Microphone.usual(rateHz);
            return usual.channel(channel(usual.channel())).gainDb(gainDb);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
