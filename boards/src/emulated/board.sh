# The emulated board: how it is made, started, asked and stopped. To be sourced; the current folder is the work folder.
#
# Wants: port (of SSH), usb_port (of the I2C adapter), jars (folder of Pipit's), classes of the chips in classes/.

processor='-cpu cortex-a72 -smp 1 -m 1024'

# QEMU's description of its machine, but with the name of a Raspberry Pi, GPIO that is named as there and an SPI bus on it.
# Without its power button, which holds a line.
make_tree() {
    # shellcheck disable=SC2086
    qemu-system-aarch64 -M virt,dumpdtb=virt.dtb $processor -nodefaults -display none
    fdtput -r virt.dtb /gpio-keys
    fdtput -t s virt.dtb / model 'Raspberry Pi 4 Model B Rev 1.5'
    fdtput -t s virt.dtb / compatible raspberrypi,4-model-b brcm,bcm2711
    gpio=$(fdtget virt.dtb /pl061@9030000 phandle)
    { dtc -q -I dtb -O dts virt.dtb | sed 's/pl061@9030000/pinctrl@9030000/'; cat <<END; } | dtc -q -I dts -O dtb -o tree.dtb
/ {
    spi {
        compatible = "spi-gpio";
        #address-cells = <1>;
        #size-cells = <0>;
        sck-gpios = <$gpio 0 0>;
        mosi-gpios = <$gpio 1 0>;
        miso-gpios = <$gpio 2 0>;
        cs-gpios = <$gpio 3 1>;
        num-chipselects = <1>;
        spidev@0 {
            compatible = "rohm,dh2228fv";
            reg = <0>;
            spi-max-frequency = <1000000>;
        };
    };
};
END
}

start_chips() {
    java -cp "classes:$jars/*" ChipsOnUsb "$usb_port" >chips.log 2>&1 &
    chips_pid=$!
    until grep -q '^listens' chips.log; do
        kill -0 $chips_pid || { cat chips.log >&2; return 1; }
        sleep 0.2
    done
}

# Its time is counted in instructions, a thousand million a second, so that a busy machine makes it late, and not slow:
# within it nothing times out, and no sound is lost. What is written to the disk is kept until the board is stopped,
# over reboots, and then forgotten.
start_board() {
    # shellcheck disable=SC2086
    TMPDIR=$PWD nice -n 10 qemu-system-aarch64 -M virt $processor -accel tcg,thread=single,tb-size=512 -icount shift=0,sleep=on \
        -dtb tree.dtb -kernel kernel -initrd initrd -append 'console=ttyAMA0 net.ifnames=0 panic=1' \
        -drive if=none,id=disk,file=disk,format=raw,snapshot=on,cache=unsafe -device virtio-blk-pci,drive=disk \
        -netdev "user,id=lan,restrict=on,hostfwd=tcp:127.0.0.1:$port-:22" -device virtio-net-pci,netdev=lan,romfile= \
        -device virtio-rng-pci -device qemu-xhci -chardev "socket,id=i2c,host=127.0.0.1,port=$usb_port" \
        -device usb-redir,chardev=i2c -nographic -monitor none -serial file:console.log >qemu.log 2>&1 &
    board_pid=$!
}

on_board() {
    ssh -q -i key -p "$port" -o UserKnownHostsFile=known-hosts -o StrictHostKeyChecking=yes -o ConnectTimeout=20 \
        -o ServerAliveInterval=15 root@127.0.0.1 "$@"
}

# Until it can be reached: $1 seconds at most.
wait_for_board() {
    end=$((SECONDS + $1))
    until on_board true 2>/dev/null; do
        kill -0 "$board_pid" 2>/dev/null || { cat qemu.log >&2; return 1; }
        [ "$SECONDS" -lt "$end" ] || { tail -n 5 console.log >&2; return 1; }
        sleep 1
    done
}

# The step that runs, the board, its chips: what is there of them.
stop_all() {
    for pid in ${step_pid-} ${board_pid-} ${chips_pid-}; do
        kill -- "-$pid" 2>/dev/null && wait "$pid" 2>/dev/null || true
    done
}
