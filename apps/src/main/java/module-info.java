/** The programs: the only place where things are wired together. */
module dev.pipit.apps {
    requires dev.pipit.framework;
    requires dev.pipit.sensors;
    requires dev.pipit.pipelines;
    requires dev.pipit.boards;
    requires com.google.gson;
    requires com.google.protobuf;
    requires info.picocli;
    requires java.desktop;
    requires jdk.management;
    requires org.tinylog.api;
    requires xchart;

    opens dev.pipit.apps to info.picocli;
    opens dev.pipit.apps.board to info.picocli;
    opens dev.pipit.apps.explore to info.picocli;
    opens dev.pipit.apps.fuzz to info.picocli;
    opens dev.pipit.apps.gesture to info.picocli;
    opens dev.pipit.apps.wakeword to info.picocli;
    opens dev.pipit.apps.maintenance to info.picocli;
    opens dev.pipit.apps.microphone to info.picocli;
    opens dev.pipit.apps.meter to info.picocli;
    opens dev.pipit.apps.model to info.picocli, com.google.gson;
    opens dev.pipit.apps.features to info.picocli;
    opens dev.pipit.apps.recording to info.picocli;
    opens dev.pipit.apps.sensors to info.picocli;
    opens dev.pipit.apps.speech to info.picocli;
    opens dev.pipit.apps.state to info.picocli, com.google.gson;
    opens dev.pipit.apps.bench to info.picocli, com.google.gson;
    opens dev.pipit.apps.workshop to info.picocli;
    opens dev.pipit.apps.workshop.cluster to info.picocli;
    opens dev.pipit.apps.workshop.distil to info.picocli;
    opens dev.pipit.apps.train to info.picocli, com.google.gson;
    opens dev.pipit.apps.train.classifier to info.picocli;
    opens dev.pipit.apps.train.keyword to info.picocli;
    opens dev.pipit.apps.train.labelled to info.picocli;
}
