package dev.pipit.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Map<String, String> SYSTEMD = Map.of("NOTIFY_SOCKET", "/run/systemd/notify",
        "WATCHDOG_USEC", "60000");                     // 60 ms: every 20 ms

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final AtomicLong samples = new AtomicLong();

    private String next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void saysThatItIsReadyWhenTheFirstSamplesHaveComeThrough() throws InterruptedException {
        try (var heartbeat = new Heartbeat(SYSTEMD, samples::get, told::add)) {
            heartbeat.start();
            assertNull(told.poll(300, TimeUnit.MILLISECONDS));
            samples.set(480);
            assertEquals("READY=1", next());
        }
    }

    @Test
    void saysThatItIsAliveAsLongAsSamplesComeThrough() throws InterruptedException {
        try (var heartbeat = new Heartbeat(SYSTEMD, samples::incrementAndGet, told::add)) {
            heartbeat.start();
            assertEquals("READY=1", next());
            assertEquals("WATCHDOG=1", next());
            assertEquals("WATCHDOG=1", next());
        }
    }

    @Test
    void fallsSilentWhenNoSampleComesAnyLonger() throws InterruptedException {
        samples.set(1);
        try (var heartbeat = new Heartbeat(SYSTEMD, samples::get, told::add)) {
            heartbeat.start();
            assertEquals("READY=1", next());
            assertNull(told.poll(200, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void saysNothingWhereNobodyAsks() throws InterruptedException {
        try (var heartbeat = new Heartbeat(Map.of(), samples::incrementAndGet, told::add)) {
            heartbeat.start();
            assertNull(told.poll(300, TimeUnit.MILLISECONDS));
            assertTrue(samples.get() == 0, "nobody has looked");
        }
    }
}
