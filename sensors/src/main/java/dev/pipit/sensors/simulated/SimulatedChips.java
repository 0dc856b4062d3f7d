package dev.pipit.sensors.simulated;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.RegisterChip;
import dev.pipit.sensors.bus.fake.SimulatedChip;
import dev.pipit.sensors.bus.fake.World;

/** All simulated chips, by the names of their types. */
public final class SimulatedChips {
    private static final Map<String, Maker> MAKERS = new TreeMap<>(Map.ofEntries(
        Map.entry("ads1115", SimulatedAds1115::ads1115),
        Map.entry("adxl345", map(SimulatedAdxl345::new)),
        Map.entry("adxl355", map(SimulatedAdxl355::new)),
        Map.entry("bme280", map(SimulatedBmx280::bme280)),
        Map.entry("bmi160", map(SimulatedBmi160::new)),
        Map.entry("bmp280", map(SimulatedBmx280::bmp280)),
        Map.entry("bmp388", map(SimulatedBmp3xx::bmp388)),
        Map.entry("bmp390", map(SimulatedBmp3xx::bmp390)),
        Map.entry("hmc5883l", map(SimulatedHmc5883l::new)),
        Map.entry("hts221", map(SimulatedHts221::new)),
        Map.entry("icm20948", map(SimulatedIcm20948::new)),
        Map.entry("iis3dwb", map(SimulatedIis3dwb::new)),
        Map.entry("lis3dh", map(SimulatedLis3dh::new)),
        Map.entry("lis3mdl", map(SimulatedLis3mdl::new)),
        Map.entry("lps22hb", map(SimulatedLps22hb::new)),
        Map.entry("lps25h", map(SimulatedLps25h::new)),
        Map.entry("lsm6ds3", map((world, clock, error) -> new SimulatedLsm6ds3(0x69, 4096, world, clock, error))),
        Map.entry("lsm6ds3tr-c", map((world, clock, error) -> new SimulatedLsm6ds3(0x6A, 2048, world, clock, error))),
        Map.entry("lsm6dsox", map(SimulatedLsm6dsox::new)),
        Map.entry("lsm9ds1", map(SimulatedLsm9ds1::new)),
        Map.entry("lsm9ds1-mag", map(SimulatedLsm9ds1Mag::new)),
        Map.entry("mcp3008", SimulatedMcp3008::mcp3008),
        Map.entry("mma8451", map(SimulatedMma8451::new)),
        Map.entry("mpu6050", map((world, clock, error) -> new SimulatedMpu(0x68, world, clock, error))),
        Map.entry("mpu6500", map((world, clock, error) -> new SimulatedMpu(0x70, world, clock, error))),
        Map.entry("mpu9250", map((world, clock, error) -> new SimulatedMpu(0x71, world, clock, error))),
        Map.entry("qmc5883l", map(SimulatedQmc5883l::new)),
        Map.entry("sht3x", SimulatedSht::sht3x),
        Map.entry("sht4x", SimulatedSht::sht4x)
    ));

    private SimulatedChips() {
    }

    /** Makes a chip that has just been switched on. */
    interface Maker {
        SimulatedChip make(World world, Clock clock, double error);
    }

    private interface MapMaker {
        RegisterChip.Map make(World world, Clock clock, double error);
    }

    private static Maker map(MapMaker maker) {
        return (world, clock, error) -> new RegisterChip(maker.make(world, clock, error));
    }

    /** The names of chips that there are. */
    public static List<String> names() {
        return List.copyOf(MAKERS.keySet());
    }

    /**
     * A chip that has just been switched on.
     *
     * @param name  of its type: {@code lis3dh}
     * @param error how far its sample clock is off: 0.03 for 3 % too fast
     */
    public static SimulatedChip make(String name, World world, Clock clock, double error) {
        Maker maker = MAKERS.get(name);
        if (maker == null) {
            throw new IllegalArgumentException("there is no simulated " + name + "; there are: "
                + String.join(", ", names()));
        }
        return maker.make(world, clock, error);
    }
}
