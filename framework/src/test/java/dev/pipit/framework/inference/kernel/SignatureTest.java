package dev.pipit.framework.inference.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import dev.pipit.framework.tflite.TensorType;

class SignatureTest {
    private static final Optional<TensorType> INT8 = Optional.of(TensorType.INT8);
    private static final Optional<TensorType> INT32 = Optional.of(TensorType.INT32);
    private static final Optional<TensorType> ABSENT = Optional.empty();
    private static final List<TensorType> OUT = List.of(TensorType.INT8);

    @Test
    void anOptionalInputMayBeThereAbsentOrMissing() {
        var signature = new Signature("INT8 INT8 INT32? -> INT8");
        assertTrue(signature.takes(List.of(INT8, INT8, INT32), OUT));
        assertTrue(signature.takes(List.of(INT8, INT8, ABSENT), OUT));
        assertTrue(signature.takes(List.of(INT8, INT8), OUT));
        assertFalse(signature.takes(List.of(INT8, ABSENT), OUT));
        assertFalse(signature.takes(List.of(INT8), OUT));
        assertFalse(signature.takes(List.of(INT8, INT8, INT8), OUT));
        assertFalse(signature.takes(List.of(INT8, INT8, INT32, INT8), OUT));
        assertFalse(signature.takes(List.of(INT8, INT8), List.of(TensorType.INT16)));
    }

    @Test
    void anAsteriskStandsForOneOrMore() {
        var signature = new Signature("INT8* -> INT8");
        assertTrue(signature.takes(List.of(INT8), OUT));
        assertTrue(signature.takes(List.of(INT8, INT8, INT8), OUT));
        assertFalse(signature.takes(List.of(), OUT));
        assertFalse(signature.takes(List.of(INT8, INT32), OUT));
    }

    @Test
    void anyTypeMayStandBesideAnother() {
        var signature = new Signature("INT8 ANY* -> ANY*");
        assertTrue(signature.takes(List.of(INT8, INT32, INT8), List.of(TensorType.BOOL, TensorType.INT16)));
        assertFalse(signature.takes(List.of(INT32, INT32), OUT));
        assertFalse(signature.takes(List.of(INT8, ABSENT), OUT));
    }

    @Test
    void anOperatorMayHaveNoTensorsAtAll() {
        assertTrue(new Signature("->").takes(List.of(), List.of()));
        assertFalse(new Signature("->").takes(List.of(INT8), List.of()));
    }

    @Test
    void everyOperatorIsListedWithItsTypes() {
        assertTrue(Kernels.names().contains("CONV_2D"));
        assertEquals(List.of("INT8 -> INT8", "INT8 -> INT16", "UINT8 -> UINT8", "INT16 -> INT16",
            "FLOAT32 -> FLOAT32"), Kernels.signatures("SOFTMAX"));
        assertEquals(List.of(), Kernels.signatures("NO_SUCH_OPERATOR"));
        assertFalse(Kernels.takes("NO_SUCH_OPERATOR", List.of(INT8), OUT));
    }
}
