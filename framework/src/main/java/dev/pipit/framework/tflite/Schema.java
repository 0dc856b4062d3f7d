package dev.pipit.framework.tflite;

/** Field numbers of the schema, version 3: facts of the format, shared by reader and writer. */
final class Schema {
    static final String IDENTIFIER = "TFL3";
    static final int VERSION = 3;

    static final int MODEL_VERSION = 0;
    static final int MODEL_OPERATOR_CODES = 1;
    static final int MODEL_SUBGRAPHS = 2;
    static final int MODEL_DESCRIPTION = 3;
    static final int MODEL_BUFFERS = 4;

    /** A byte; 127 where the number is larger, which is then in {@link #CODE_NUMBER}. */
    static final int CODE_SMALL_NUMBER = 0;
    static final int CODE_CUSTOM_NAME = 1;
    static final int CODE_VERSION = 2;
    static final int CODE_NUMBER = 3;
    static final int CODE_LARGEST_SMALL_NUMBER = 127;

    static final int SUBGRAPH_TENSORS = 0;
    static final int SUBGRAPH_INPUTS = 1;
    static final int SUBGRAPH_OUTPUTS = 2;
    static final int SUBGRAPH_OPERATORS = 3;
    static final int SUBGRAPH_NAME = 4;

    static final int TENSOR_SHAPE = 0;
    static final int TENSOR_TYPE = 1;
    static final int TENSOR_BUFFER = 2;
    static final int TENSOR_NAME = 3;
    static final int TENSOR_QUANTIZATION = 4;
    static final int TENSOR_VARIABLE = 5;
    static final int TENSOR_SPARSITY = 6;
    static final int TENSOR_SHAPE_SIGNATURE = 7;
    static final int TENSOR_HAS_RANK = 8;

    static final int QUANTIZATION_SCALE = 2;
    static final int QUANTIZATION_ZERO_POINT = 3;
    static final int QUANTIZATION_DETAILS_TYPE = 4;
    static final int QUANTIZATION_AXIS = 6;

    static final int OPERATOR_CODE = 0;
    static final int OPERATOR_INPUTS = 1;
    static final int OPERATOR_OUTPUTS = 2;
    static final int OPERATOR_OPTIONS_TYPE = 3;
    static final int OPERATOR_OPTIONS = 4;
    static final int OPERATOR_CUSTOM_OPTIONS = 5;
    static final int OPERATOR_INTERMEDIATES = 8;
    static final int OPERATOR_CUSTOM_OPTIONS_OFFSET = 9;
    static final int OPERATOR_CUSTOM_OPTIONS_SIZE = 10;
    static final int OPERATOR_OPTIONS_2_TYPE = 11;

    static final int BUFFER_DATA = 0;
    static final int BUFFER_OFFSET = 1;
    static final int BUFFER_SIZE = 2;

    private Schema() {
    }
}
