package dev.pipit.framework.tflite;

import com.google.flatbuffers.FlatBufferBuilder;

/** One entry of a model's list of operators in use; operators point to it. */
record CodeEntry(OperatorCode code, String customName, int version) {
    static CodeEntry read(FlatTable table) throws ModelFormatException {
        int number = Math.max(table.int8(Schema.CODE_SMALL_NUMBER, 0), table.int32(Schema.CODE_NUMBER, 0));
        OperatorCode code = OperatorCode.of(number);
        int version = table.int32(Schema.CODE_VERSION, 1);
        if (version < 1) {
            throw table.error("the version of an operator must be at least 1: version=" + version);
        }
        return switch (code) {
            case CUSTOM -> new CodeEntry(code, table.text(Schema.CODE_CUSTOM_NAME), version);
            case UNKNOWN -> new CodeEntry(code, Integer.toString(number), version);
            default -> new CodeEntry(code, "", version);
        };
    }

    static CodeEntry of(Operator operator) {
        return new CodeEntry(operator.code(), operator.customName(), operator.version());
    }

    int write(FlatBufferBuilder builder) {
        int number = code == OperatorCode.UNKNOWN ? Integer.parseInt(customName) : code.code();
        return new TableWriter(builder)
            .int8(Schema.CODE_SMALL_NUMBER, Math.min(number, Schema.CODE_LARGEST_SMALL_NUMBER))
            .int32(Schema.CODE_NUMBER, number)
            .text(Schema.CODE_CUSTOM_NAME, code == OperatorCode.CUSTOM ? customName : "")
            .int32(Schema.CODE_VERSION, version, 1)
            .end();
    }

    /** As {@link Operator#name()}. */
    String name() {
        return Operator.name(code, customName);
    }
}
