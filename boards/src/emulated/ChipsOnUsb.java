import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.pipit.framework.stream.Clock;
import dev.pipit.sensors.bus.fake.SimulatedChip;
import dev.pipit.sensors.bus.fake.World;
import dev.pipit.sensors.catalogue.Chips;
import dev.pipit.sensors.chip.ChipType;
import dev.pipit.sensors.simulated.SimulatedChips;

/**
 * The chips behind the emulated board's {@code /dev/i2c-0}: each simulated chip that speaks I2C, at the first of its
 * addresses that is free. {@code java ChipsOnUsb PORT}
 */
final class ChipsOnUsb {
    /** Their sample clocks run so much too fast; real ones are off by up to 10 %. */
    private static final double ERROR = 0.03;

    private ChipsOnUsb() {
    }

    public static void main(String[] arguments) throws IOException {
        Map<Integer, SimulatedChip> plugged = new TreeMap<>();
        for (ChipType type : Chips.all()) {
            type.bus().addresses().stream().filter(address -> !plugged.containsKey(address)).findFirst()
                .ifPresent(address -> {
                    plugged.put(address, SimulatedChips.make(type.name(), World.moving(), Clock.SYSTEM, ERROR));
                    System.out.printf(Locale.ROOT, "0x%02x %s%n", address, type.name());
                });
        }
        System.out.println("listens");
        new UsbI2c(plugged).listen(Integer.parseInt(arguments[0]));
    }
}
