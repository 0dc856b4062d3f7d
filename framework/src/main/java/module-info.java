/** Everything of Pipit that runs without hardware, in the order in which the data flows. */
module dev.pipit.framework {
    requires flatbuffers.java;
    requires org.tinylog.api;

    exports dev.pipit.framework.signal;
    exports dev.pipit.framework.stream;
    exports dev.pipit.framework.dsp;
    exports dev.pipit.framework.dsp.micro;
    exports dev.pipit.framework.npy;
    exports dev.pipit.framework.tflite;
    exports dev.pipit.framework.tflite.packed;
    exports dev.pipit.framework.inference;
    exports dev.pipit.framework.decision;
    exports dev.pipit.framework.training;
    exports dev.pipit.framework.training.integer;
    exports dev.pipit.framework.training.sound;
    exports dev.pipit.framework.training.export;
    exports dev.pipit.framework.adaptation;
    exports dev.pipit.framework.compression;
    exports dev.pipit.framework.compression.factorise;
    exports dev.pipit.framework.compression.prune;
    exports dev.pipit.framework.compression.retrain;
    exports dev.pipit.framework.compression.distil;
    exports dev.pipit.framework.compression.harden;
    exports dev.pipit.framework.compression.pack;
    exports dev.pipit.framework.compression.quantize;
    exports dev.pipit.framework.compression.cluster;
    exports dev.pipit.framework.blocks;
}
