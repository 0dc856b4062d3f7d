/** The boards that Pipit runs on: their descriptions, their faults, and how a program gets there. */
module dev.pipit.boards {
    requires org.apache.sshd.osgi;
    requires org.slf4j;                      // of sshd, which has no descriptor that could say so
    requires org.tinylog.api;

    exports dev.pipit.boards;
    exports dev.pipit.boards.deploy;
    exports dev.pipit.boards.doctor;
}
