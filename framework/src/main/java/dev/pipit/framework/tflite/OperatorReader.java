package dev.pipit.framework.tflite;

import java.nio.ByteBuffer;
import java.util.List;

/** Reads operators with their options. */
final class OperatorReader {
    private final FlatFile file;
    private final List<CodeEntry> codes;
    private final int tensors;

    OperatorReader(FlatFile file, List<CodeEntry> codes, int tensors) {
        this.file = file;
        this.codes = codes;
        this.tensors = tensors;
    }

    Operator read(int index, FlatTable table) throws ModelFormatException {
        int codeIndex = table.int32(Schema.OPERATOR_CODE, 0);
        if (codeIndex < 0 || codeIndex >= codes.size()) {
            throw table.error("has operator code " + Integer.toUnsignedString(codeIndex) + " of " + codes.size());
        }
        CodeEntry entry = codes.get(codeIndex);
        file.place().atOperator(index, entry.name());
        return new Operator(index, entry.code(), entry.customName(), entry.version(),
            SubgraphReader.tensorIndices(table, Schema.OPERATOR_INPUTS, "input", Operator.ABSENT, tensors),
            SubgraphReader.tensorIndices(table, Schema.OPERATOR_OUTPUTS, "output", tensors),
            SubgraphReader.tensorIndices(table, Schema.OPERATOR_INTERMEDIATES, "intermediate", Operator.ABSENT, tensors),
            options(entry.code(), table));
    }

    private Options options(OperatorCode code, FlatTable table) throws ModelFormatException {
        if (code == OperatorCode.CUSTOM) {
            return custom(table);
        }
        int found = table.int8(Schema.OPERATOR_OPTIONS_TYPE, OptionsTable.NONE) & 0xFF;
        boolean second = table.int8(Schema.OPERATOR_OPTIONS_2_TYPE, OptionsTable.NONE) != OptionsTable.NONE;
        if (second || code == OperatorCode.UNKNOWN && found != OptionsTable.NONE) {
            return new Options.Unread();
        }
        int expected = code.optionsTable();
        if (found == OptionsTable.NONE) {
            return OptionsTable.absent(expected, file);
        }
        if (found != expected) {
            throw table.error("has options of kind " + found + ", its own are kind " + expected);
        }
        return OptionsTable.read(expected, table.table(Schema.OPERATOR_OPTIONS));
    }

    private Options custom(FlatTable table) throws ModelFormatException {
        FlatVector inside = table.vector(Schema.OPERATOR_CUSTOM_OPTIONS, Byte.BYTES);
        ByteBuffer bytes = inside.bytes();
        long offset = table.int64(Schema.OPERATOR_CUSTOM_OPTIONS_OFFSET);
        if (offset != 0 && offset != 1) {
            bytes = file.view(offset, table.int64(Schema.OPERATOR_CUSTOM_OPTIONS_SIZE));
            file.spend(bytes.remaining());
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return new Options.Custom(copy);
    }
}
