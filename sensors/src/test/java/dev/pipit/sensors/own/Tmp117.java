package dev.pipit.sensors.own;

// region driver
import java.io.IOException;
import java.util.List;
import java.util.Locale;

import dev.pipit.framework.signal.SignalFormat;
import dev.pipit.framework.signal.Unit;
import dev.pipit.sensors.bus.RegisterForm;
import dev.pipit.sensors.bus.Registers;
import dev.pipit.sensors.bus.Wires;
import dev.pipit.sensors.chip.Channel;
import dev.pipit.sensors.chip.Sensor;

/** TI TMP117, thermometer. Output: [n, 1] in K. Source: data sheet SNOSD82D, register map. */
public final class Tmp117 implements Sensor {
    private static final int TEMP_RESULT = 0x00;
    private static final int CONFIGURATION = 0x01;
    private static final int DEVICE_ID = 0x0F;
    private static final int ID = 0x0117;
    private static final int SETTINGS = 0x0220;                  // continuous, mean of 8, one a second
    private static final int DATA_READY = 0x2000;
    private static final int SETTABLE = 0x0FFC;
    private static final float DIGIT = 0.0078125f;               // K
    private static final float ZERO_CELSIUS = 273.15f;           // K
    private static final List<Channel> TEMPERATURE = Channel.of(Unit.KELVIN, "temperature");

    private final Registers registers;
    private final byte[] raw = new byte[2];                      // big-endian

    public Tmp117(Wires wires) throws IOException {
        registers = wires.registers(RegisterForm.PLAIN);
        int id = word(DEVICE_ID);
        if (id != ID) {
            throw new IOException(String.format(Locale.ROOT, "not a TMP117: Device_ID=0x%04x, expected 0x%04x", id, ID));
        }
        registers.write(CONFIGURATION, new byte[] {(byte) (SETTINGS >> 8), (byte) SETTINGS}, 0, 2);
    }

    @Override
    public SignalFormat format() {
        return new SignalFormat(1, 1, Unit.KELVIN);
    }

    @Override
    public List<Channel> channels() {
        return TEMPERATURE;
    }

    @Override
    public int depth() {
        return 1;                                                // it keeps only the newest
    }

    @Override
    public int read(float[] dst, int offset, int count) throws IOException {
        if (count == 0 || (word(CONFIGURATION) & DATA_READY) == 0) {
            return 0;
        }
        dst[offset] = (short) word(TEMP_RESULT) * DIGIT + ZERO_CELSIUS;
        return 1;
    }

    @Override
    public void check() throws IOException {
        if ((word(CONFIGURATION) & SETTABLE) != SETTINGS) {
            throw new IOException("the TMP117 is not as it was set up");
        }
    }

    private int word(int register) throws IOException {
        registers.read(register, raw, 0, 2);
        return (raw[0] & 0xFF) << 8 | raw[1] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        registers.close();
    }
}
// end region
