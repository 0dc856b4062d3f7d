package dev.pipit.sensors.recording;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;

import dev.pipit.sensors.sound.SampleCoding;

/**
 * What the parts of a WAV file before its samples say, checked.
 *
 * @param coding   of a sample
 * @param channels at least 1
 * @param rateHz   at least 1
 * @param start    where the samples begin, in bytes
 * @param samples  per channel, that are there
 * @param missing  per channel, that were promised and are not there
 */
record WavHeader(SampleCoding coding, int channels, int rateHz, long start, long samples, long missing) {
    private static final int RIFF = 0x46464952;
    private static final int RF64 = 0x34364652;
    private static final int WAVE = 0x45564157;
    private static final int FMT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final int RIFF_BYTES = 12;
    private static final int PART_BYTES = 8;
    private static final int FMT_BYTES = 16;
    private static final int EXTENSIBLE_BYTES = 26;
    /** From here on a length means that the recorder did not know it: arecord, ffmpeg and sox into a pipe. */
    private static final long UNKNOWN_LENGTH = 0x7fff_f000L;

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;

    /** Reads from the beginning; {@code name} is what the messages call the file. */
    static WavHeader read(RandomAccessFile file, String name) throws IOException {
        if (file.length() == 0) {
            throw new IOException(name + " is empty");
        }
        try {
            return parts(file, name);
        } catch (EOFException e) {
            throw new IOException(name + " ends within its header: bytes=" + file.length(), e);
        }
    }

    private static WavHeader parts(RandomAccessFile file, String name) throws IOException {
        int magic = int32(file);
        if (magic == RF64) {
            throw new IOException(name + " is RF64, for more than 4 GB: convert it to WAV files of less");
        }
        long riffBytes = int32(file) & 0xFFFF_FFFFL;
        if (magic != RIFF || int32(file) != WAVE) {
            throw new IOException(name + " is not a WAV file: it does not begin with RIFF and WAVE");
        }
        boolean finished = riffBytes + PART_BYTES == file.length();
        Fmt fmt = null;
        for (long at = RIFF_BYTES; ; ) {
            file.seek(at);
            int id = int32(file);
            long bytes = int32(file) & 0xFFFF_FFFFL;
            if (id == DATA && fmt == null) {
                throw new IOException(name + " has samples before it says of what format they are");
            }
            if (id == DATA) {
                return fmt.with(file, name, bytes, finished);
            }
            if (id == FMT) {
                fmt = Fmt.read(file, name, bytes);
            }
            at += PART_BYTES + bytes + (bytes & 1);              // parts begin at even places
        }
    }

    private static int int16(RandomAccessFile file) throws IOException {
        return Short.toUnsignedInt(Short.reverseBytes(file.readShort()));
    }

    private static int int32(RandomAccessFile file) throws IOException {
        return Integer.reverseBytes(file.readInt());
    }

    private record Fmt(SampleCoding coding, int channels, int rateHz) {
        static Fmt read(RandomAccessFile file, String name, long bytes) throws IOException {
            if (bytes < FMT_BYTES) {
                throw new IOException(name + " has a format of " + bytes + " bytes: 16 are the fewest");
            }
            int code = int16(file);
            int channels = int16(file);
            int rateHz = int32(file);
            file.skipBytes(4);                                   // bytes per second follow from the rest
            int sampleBytes = int16(file);
            int bits = int16(file);
            if (code == EXTENSIBLE && bytes >= EXTENSIBLE_BYTES) {
                file.skipBytes(8);
                code = int16(file);                              // the identifier of the format begins with the old code
            }
            if (channels < 1) {
                throw new IOException(name + " has no channels: channels=0");
            }
            if (rateHz < 1) {
                throw new IOException(name + " has no sample rate: rateHz=" + Integer.toUnsignedLong(rateHz));
            }
            SampleCoding coding = coding(code, bits, name);
            if (sampleBytes != channels * coding.bytes()) {
                throw new IOException(name + " contradicts itself: bytes per sample of all channels=" + sampleBytes
                    + ", channels=" + channels + ", bits=" + bits);
            }
            return new Fmt(coding, channels, rateHz);
        }

        private static SampleCoding coding(int code, int bits, String name) throws IOException {
            if (code != PCM && code != FLOAT) {
                throw new IOException(name + " is compressed, format code " + code + " (" + compression(code)
                    + "): convert it to PCM");
            }
            return switch (code == FLOAT ? -bits : bits) {
                case 8 -> SampleCoding.UNSIGNED_8;
                case 16 -> SampleCoding.SIGNED_16;
                case 24 -> SampleCoding.SIGNED_24;
                case 32 -> SampleCoding.SIGNED_32;
                case -32 -> SampleCoding.FLOAT_32;
                case -64 -> SampleCoding.FLOAT_64;
                default -> throw new IOException(name + " must have 8, 16, 24 or 32 bits, or 32 or 64 of float: bits="
                    + bits + (code == FLOAT ? " of float" : ""));
            };
        }

        private static String compression(int code) {
            return switch (code) {
                case 2 -> "Microsoft ADPCM";
                case 6 -> "A-law";
                case 7 -> "µ-law";
                case 0x11 -> "IMA ADPCM";
                case 0x31 -> "GSM 6.10";
                case 0x50 -> "MPEG";
                case 0x55 -> "MP3";
                default -> "unknown";
            };
        }

        WavHeader with(RandomAccessFile file, String name, long bytes, boolean finished) throws IOException {
            long start = file.getFilePointer();
            long there = file.length() - start;
            boolean unknown = bytes > there && bytes >= UNKNOWN_LENGTH || bytes == 0 && !finished;
            long promised = unknown ? there : bytes;
            int frame = channels * coding.bytes();
            if (promised >= frame && there < frame) {
                throw new IOException(name + " has no samples, though its header promises " + promised + " bytes");
            }
            long samples = Math.min(promised, there) / frame;
            return new WavHeader(coding, channels, rateHz, start, samples, promised / frame - samples);
        }
    }
}
