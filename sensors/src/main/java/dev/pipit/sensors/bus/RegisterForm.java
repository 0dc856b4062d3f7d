package dev.pipit.sensors.bus;

/**
 * How the first byte of a transaction is made from the number of a register.
 *
 * <p>Over I2C it is {@code register}, or {@code register | i2cBurst} for several in a row. Over SPI it is {@code
 * register << spiShift}, with {@code spiRead} to read and without it to write, and {@code spiBurst} for several in a row;
 * {@code spiSkip} bytes are thrown away before the first of an answer.
 *
 * @param i2cBurst flag of reads and writes of more than one register, 0 for none
 * @param spiRead  flag of reads
 * @param spiBurst flag of reads and writes of more than one register, 0 for none
 * @param spiShift 0 or 1
 * @param spiSkip  bytes, at least 0
 * @param spiMode  polarity and phase, 0 to 3
 */
public record RegisterForm(int i2cBurst, int spiRead, int spiBurst, int spiShift, int spiSkip, int spiMode) {
    /** What most chips do: no flag over I2C, bit 7 to read over SPI, mode 0. */
    public static final RegisterForm PLAIN = new RegisterForm(0, 0x80, 0, 0, 0, 0);

    /** The form of ST's older chips: bit 7 over I2C, bit 6 over SPI, for several registers in a row. */
    public static final RegisterForm ST = new RegisterForm(0x80, 0x80, 0x40, 0, 0, 3);

    public RegisterForm {
        if (spiShift < 0 || spiShift > 1 || spiSkip < 0 || spiMode < 0 || spiMode > 3) {
            throw new IllegalArgumentException("spiShift must be 0 or 1, spiSkip at least 0, spiMode 0 to 3: spiShift="
                + spiShift + ", spiSkip=" + spiSkip + ", spiMode=" + spiMode);
        }
    }

    /** First byte over I2C. */
    public int i2c(int register, int length) {
        return length > 1 ? register | i2cBurst : register;
    }

    /** First byte over SPI, to read. */
    public int spiRead(int register, int length) {
        return spiWrite(register, length) | spiRead;
    }

    /** First byte over SPI, to write. */
    public int spiWrite(int register, int length) {
        return (register << spiShift) & 0xFF & ~spiRead | (length > 1 ? spiBurst : 0);
    }
}
