package dev.pipit.sensors.catalogue;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pipit.sensors.ads1115.Ads1115;
import dev.pipit.sensors.adxl345.Adxl345;
import dev.pipit.sensors.adxl355.Adxl355;
import dev.pipit.sensors.bmi160.Bmi160;
import dev.pipit.sensors.bmp3xx.Bmp3xx;
import dev.pipit.sensors.bmx280.Bmx280;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.hmc5883l.Hmc5883l;
import dev.pipit.sensors.hts221.Hts221;
import dev.pipit.sensors.icm20948.Icm20948;
import dev.pipit.sensors.iis3dwb.Iis3dwb;
import dev.pipit.sensors.lis3dh.Lis3dh;
import dev.pipit.sensors.lis3mdl.Lis3mdl;
import dev.pipit.sensors.lps.Lps22hb;
import dev.pipit.sensors.lps.Lps25h;
import dev.pipit.sensors.lsm6ds3.Lsm6ds3;
import dev.pipit.sensors.lsm6dsox.Lsm6dsox;
import dev.pipit.sensors.lsm9ds1.Lsm9ds1;
import dev.pipit.sensors.lsm9ds1.Lsm9ds1Mag;
import dev.pipit.sensors.mcp3008.Mcp3008;
import dev.pipit.sensors.mma8451.Mma8451;
import dev.pipit.sensors.mpu.Mpu;
import dev.pipit.sensors.qmc5883l.Qmc5883l;
import dev.pipit.sensors.sht.Sht3x;
import dev.pipit.sensors.sht.Sht4x;

/** All chips that there are drivers for. */
public final class Chips {
    private static final List<ChipType> ALL = Stream.of(
        Ads1115.TYPE,
        Adxl345.TYPE,
        Adxl355.TYPE,
        Bmi160.TYPE,
        Bmp3xx.BMP388,
        Bmp3xx.BMP390,
        Bmx280.BME280,
        Bmx280.BMP280,
        Hmc5883l.TYPE,
        Hts221.TYPE,
        Icm20948.TYPE,
        Iis3dwb.TYPE,
        Lis3dh.TYPE,
        Lis3mdl.TYPE,
        Lps22hb.TYPE,
        Lps25h.TYPE,
        Lsm6ds3.TYPE,
        Lsm6ds3.TYPE_TR_C,
        Lsm6dsox.TYPE,
        Lsm9ds1.TYPE,
        Lsm9ds1Mag.TYPE,
        Mcp3008.TYPE,
        Mma8451.TYPE,
        Mpu.TYPE_6050,
        Mpu.TYPE_6500,
        Mpu.TYPE_9250,
        Qmc5883l.TYPE,
        Sht3x.TYPE,
        Sht4x.TYPE
    ).sorted(Comparator.comparing(ChipType::name)).toList();

    private Chips() {
    }

    /** All of them, by name. */
    public static List<ChipType> all() {
        return ALL;
    }

    /**
     * The one with this name; case does not matter.
     *
     * @throws IOException if there is none, with the names that there are
     */
    public static ChipType named(String name) throws IOException {
        return ALL.stream().filter(type -> type.name().equalsIgnoreCase(name)).findFirst()
            .orElseThrow(() -> new IOException("there is no driver for " + name + "; there are: "
                + ALL.stream().map(ChipType::name).collect(Collectors.joining(", "))));
    }
}
