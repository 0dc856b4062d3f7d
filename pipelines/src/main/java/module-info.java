/** Ready-made pipelines. */
module dev.pipit.pipelines {
    requires transitive dev.pipit.framework;
    requires com.google.gson;
    requires org.tinylog.api;

    exports dev.pipit.pipelines.maintenance;
    exports dev.pipit.pipelines.gesture;
    exports dev.pipit.pipelines.wakeword;
}
