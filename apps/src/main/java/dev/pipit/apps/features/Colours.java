package dev.pipit.apps.features;

/** From dark blue over green to yellow, ever brighter, so that it reads the same without colours. */
final class Colours {
    private static final int[] STOPS = {0x440154, 0x46327E, 0x365C8D, 0x277F8E, 0x1FA187, 0x4AC16D, 0xA0DA39, 0xFDE725};

    private Colours() {
    }

    /** The colour, red, green and blue, of 0 (lowest) to 1 (highest); what is no number is the lowest. */
    static int of(float value) {
        float at = Math.max(0, Math.min(1, Float.isNaN(value) ? 0 : value)) * (STOPS.length - 1);
        int below = Math.min((int) at, STOPS.length - 2);
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = STOPS[below] >> shift & 0xFF;
            int b = STOPS[below + 1] >> shift & 0xFF;
            colour |= Math.round(a + (at - below) * (b - a)) << shift;
        }
        return colour;
    }
}
