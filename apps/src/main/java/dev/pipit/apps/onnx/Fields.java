package dev.pipit.apps.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The fields of one Protocol Buffers message, one after the other. A field of another form than is asked for is damage. */
final class Fields {
    private final CodedInputStream in;
    private int tag;

    Fields(byte[] bytes) {
        this(CodedInputStream.newInstance(bytes));
    }

    private Fields(CodedInputStream in) {
        this.in = in;
    }

    /** Goes on to the next field, and returns its number; 0 at the end. */
    int next() throws IOException {
        tag = in.readTag();
        return WireFormat.getTagFieldNumber(tag);
    }

    void skip() throws IOException {
        in.skipField(tag);
    }

    long whole() throws IOException {
        require(WireFormat.WIRETYPE_VARINT);
        return in.readInt64();
    }

    float real() throws IOException {
        require(WireFormat.WIRETYPE_FIXED32);
        return in.readFloat();
    }

    ByteString bytes() throws IOException {
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return in.readBytes();
    }

    String text() throws IOException {
        ByteString bytes = bytes();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.asReadOnlyByteBuffer()).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }

    Fields message() throws IOException {
        return new Fields(bytes().newCodedInput());
    }

    /** What a number of a repeated field is added to. */
    interface Each {
        void read(CodedInputStream in) throws IOException;
    }

    /** Numbers of a repeated field, which lie together or alone. */
    void each(int wireType, Each each) throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            CodedInputStream packed = bytes().newCodedInput();
            while (!packed.isAtEnd()) {
                each.read(packed);
            }
        } else {
            require(wireType);
            each.read(in);
        }
    }

    private void require(int wireType) throws InvalidProtocolBufferException {
        if (WireFormat.getTagWireType(tag) != wireType) {
            throw new InvalidProtocolBufferException("field " + WireFormat.getTagFieldNumber(tag) + " has another form");
        }
    }
}
