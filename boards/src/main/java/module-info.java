/** What is known about the boards that Pipit runs on. */
module dev.pipit.boards {
    requires org.tinylog.api;

    exports dev.pipit.boards;
}
