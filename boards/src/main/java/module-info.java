/** What is known about the boards that Pipit runs on, and what keeps applications from running there. */
module dev.pipit.boards {
    requires org.tinylog.api;

    exports dev.pipit.boards;
    exports dev.pipit.boards.doctor;
}
