package dev.pipit.sensors.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RegisterFormTest {
    /** BMP280 data sheet BST-BMP280-DS001, SPI write: bit 7 of the register is sent as 0, ctrl_meas 0xF4 as 0x74. */
    @Test
    void writesRegistersWhoseNumberHasTheFlagOfReadsWithoutIt() {
        assertEquals(0x74, RegisterForm.PLAIN.spiWrite(0xF4, 1));
        assertEquals(0xF4, RegisterForm.PLAIN.spiRead(0xF4, 1));
        assertEquals(0xF4, RegisterForm.PLAIN.i2c(0xF4, 1));
    }

    /** ADXL355 data sheet, SPI: the register is shifted left by one, the lowest bit is 1 to read. */
    @Test
    void shiftsTheRegisterWhereTheFlagIsTheLowestBit() {
        var form = new RegisterForm(0, 0x01, 0, 1, 0, 0);
        assertEquals(0x5A, form.spiWrite(0x2D, 1));
        assertEquals(0x5B, form.spiRead(0x2D, 1));
    }
}
