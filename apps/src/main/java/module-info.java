/** The programs: the only place where things are wired together. */
module dev.pipit.apps {
    requires dev.pipit.framework;
    requires dev.pipit.sensors;
    requires dev.pipit.pipelines;
    requires dev.pipit.boards;
    requires com.google.gson;
    requires info.picocli;
    requires org.tinylog.api;

    opens dev.pipit.apps to info.picocli;
    opens dev.pipit.apps.bench to info.picocli;
}
