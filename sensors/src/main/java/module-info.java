/** Buses and chips, microphones and recordings: what a pipeline can listen to. */
module dev.pipit.sensors {
    requires transitive dev.pipit.framework;
    requires org.tinylog.api;
}
