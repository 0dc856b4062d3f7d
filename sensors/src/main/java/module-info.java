/** Buses and chips, microphones and recordings: what a pipeline can listen to. */
module dev.pipit.sensors {
    requires transitive dev.pipit.framework;
    requires java.desktop;
    requires org.tinylog.api;
    requires com.pi4j;
    requires com.pi4j.plugin.linuxfs;
    requires com.pi4j.plugin.gpiod;

    exports dev.pipit.sensors.bus;
    exports dev.pipit.sensors.bus.fake;
    exports dev.pipit.sensors.bus.pi4j;
    exports dev.pipit.sensors.chip;
    exports dev.pipit.sensors.adxl345;
    exports dev.pipit.sensors.adxl355;
    exports dev.pipit.sensors.mma8451;
    exports dev.pipit.sensors.ads1115;
    exports dev.pipit.sensors.bmp3xx;
    exports dev.pipit.sensors.bmx280;
    exports dev.pipit.sensors.iis3dwb;
    exports dev.pipit.sensors.lis3mdl;
    exports dev.pipit.sensors.qmc5883l;
    exports dev.pipit.sensors.hmc5883l;
    exports dev.pipit.sensors.hts221;
    exports dev.pipit.sensors.bmi160;
    exports dev.pipit.sensors.icm20948;
    exports dev.pipit.sensors.lis3dh;
    exports dev.pipit.sensors.lsm6ds3;
    exports dev.pipit.sensors.lsm6dsox;
    exports dev.pipit.sensors.lsm9ds1;
    exports dev.pipit.sensors.lps;
    exports dev.pipit.sensors.mcp3008;
    exports dev.pipit.sensors.sht;
    exports dev.pipit.sensors.mpu;
    exports dev.pipit.sensors.simulated;
    exports dev.pipit.sensors.catalogue;
    exports dev.pipit.sensors.bus.alsa;
    exports dev.pipit.sensors.iio;
    exports dev.pipit.sensors.sound;
    exports dev.pipit.sensors.recording;
    exports dev.pipit.sensors.microphone;
}
