package dev.pipit.apps.wakeword;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.pipit.apps.Words;
import dev.pipit.pipelines.wakeword.Personal;
import dev.pipit.pipelines.wakeword.Word;

/** {@code pipit wake-word feedback}. */
@Command(
    name = "feedback",
    description = {
        "Says of something that was heard whether it was the word; the head learns from it.",
        "",
        "Without an answer, lists what was heard. What is learned is verified by the rows of the enrolment, and undone if "
            + "these get worse.",
        ""})
final class FeedbackCommand implements Callable<Integer> {
    @Option(names = "--state", paramLabel = "DIR", required = true, description = "Folder of the state.")
    private Path state;

    @Option(names = "--model", paramLabel = "NAME|FILE", description = "The word (default: the new word of the state, or "
        + "computer).")
    private Path model;

    @ArgGroup
    private Answer answer;

    /** What is said of one of them. */
    static final class Answer {
        @Option(names = "--right", paramLabel = "ID", description = "It was the word.")
        private Integer right;

        @Option(names = "--wrong", paramLabel = "ID", description = "It was not.")
        private Integer wrong;
    }

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (VoiceState voice = VoiceState.open(state)) {
            Optional<Word> learned = voice.newWord();
            Word word = model == null && learned.isPresent() ? learned.get()
                : Words.load(model == null ? Path.of(Word.shipped().get(0)) : model);
            Personal personal = voice.load(word);
            if (answer == null) {
                personal.heard().forEach(this::print);
                return 0;
            }
            boolean right = answer.right != null;
            int id = right ? answer.right : answer.wrong;
            Personal.Answered answered = personal.answer(id, right);
            voice.save(answered.personal(), (right ? "right: " : "wrong: ") + id
                + (answered.kept() ? "" : ", the head stays as it was"));
            tell(answered);
            return 0;
        }
    }

    private void tell(Personal.Answered answered) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("kept", answered.kept());
            line.addProperty("moved", answered.moved());
            out.println(line);
        } else {
            out.println(answered.kept() ? String.format(Locale.ROOT, "learned: a prototype turned by %.4f (1 - cos)", answered.moved())
                : "not learned: the recordings of the enrolment would be heard less well; the answer is kept");
        }
    }

    private void print(Personal.Heard heard) {
        String answered = heard.right().map(right -> right ? "right" : "wrong").orElse("");
        if (json) {
            JsonObject line = new JsonObject();
            line.addProperty("id", heard.id());
            line.addProperty("place", heard.place());
            line.addProperty("detected", heard.detected());
            line.addProperty("score", heard.score());
            line.addProperty("time_s", heard.timeSeconds());
            line.addProperty("answer", answered);
            spec.commandLine().getOut().println(line);
        } else {
            spec.commandLine().getOut().println(String.format(Locale.ROOT, "%4d  %-10s %-9s %.3f  %8.2f s  %s", heard.id(),
                heard.place(), heard.detected() ? "detected" : "near miss", heard.score(), heard.timeSeconds(), answered)
                .stripTrailing());
        }
    }
}
