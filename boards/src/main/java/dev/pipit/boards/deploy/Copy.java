package dev.pipit.boards.deploy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import dev.pipit.boards.Shell;
import dev.pipit.boards.Shell.Result;

/** Builds a release on the board, in a folder that has another name until everything in it is checked. */
final class Copy {
    private static final String BEGIN = """
        umask 022
        mkdir -p "$site/releases"
        rm -rf "$site"/releases/*.part
        mkdir "$part"
        """;

    // a second name for the same bytes; a copy where the disk has no links
    private static final String LINK = """
        umask 022
        while IFS= read -r name; do
            mkdir -p "$(dirname "$part/$name")"
            ln "$site/current/$name" "$part/$name" 2>/dev/null || cp -p "$site/current/$name" "$part/$name"
        done
        """;

    private static final String RECEIVE = """
        umask 022
        mkdir -p "$(dirname "$part/$name")"
        cat >"$part/$name"
        chmod "$mode" "$part/$name"
        """;

    private static final String FINISH = """
        cd "$part"
        sha256sum --quiet -c SHA256SUMS >&2
        printf '%s\\n' "$before" >before
        cd "$site"
        sync
        mv -T "$part" "$site/releases/$number"
        """;

    private final Site site;
    private final Shell root;
    private final Progress progress;
    private final String names;

    Copy(Site site, Shell root, Progress progress, int number, String before) {
        this.site = site;
        this.root = root;
        this.progress = progress;
        names = "set -eu\nsite=" + Shell.quoted(site.folder()) + "\nnumber=" + number + "\nbefore=" + before
            + "\npart=$site/releases/$number.part\n";
    }

    /** @throws IOException if it cannot be completed; then there is no such release */
    void make(List<ReleaseFile> all, List<ReleaseFile> missing) throws IOException {
        run(names + BEGIN, InputStream.nullInputStream());
        String there = all.stream().filter(file -> !missing.contains(file)).map(file -> file.name() + "\n")
            .collect(Collectors.joining());
        if (!there.isEmpty()) {
            run(names + LINK, new ByteArrayInputStream(there.getBytes(StandardCharsets.UTF_8)));
        }
        long total = missing.stream().mapToLong(ReleaseFile::size).sum();
        long done = 0;
        for (ReleaseFile file : missing) {
            try (InputStream bytes = new Counted(file, done, total)) {
                run(names + "name=" + Shell.quoted(file.name()) + "\nmode=" + (file.executable() ? "755" : "644") + "\n"
                    + RECEIVE, bytes);
            }
            done += file.size();
        }
        run(names + FINISH, InputStream.nullInputStream());
    }

    private void run(String script, InputStream input) throws IOException {
        Result result = root.run(script, input);
        if (!result.worked()) {
            throw new IOException("the release cannot be written to " + site.folder() + ": "
                + result.err().strip().replace("\n", "; "));
        }
    }

    private final class Counted extends FilterInputStream {
        private final String name;
        private final long total;
        private long done;

        Counted(ReleaseFile file, long done, long total) throws IOException {
            super(file.content().open());
            name = file.name();
            this.done = done;
            this.total = total;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count(Math.max(0, n));
            return n;
        }

        private void count(int n) {
            done += n;
            progress.copying(name, done, total);
        }
    }
}
