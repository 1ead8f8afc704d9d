package workshop.classroom.learner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/**
 * {@code update} brings a newer version of the workshop into a learner's tree, and keeps what the
 * learner wrote. It changes only files. Git's commits, branches and index stay unchanged, so {@code
 * undo} can take all of it back.
 */
@Command(description = "Brings a newer version of the workshop, and keeps what you wrote.")
public final class Update implements Callable<Integer> {
  private static final String NOTHING_CHANGED = "Nothing was changed.";

  @Option(
      names = "--from",
      paramLabel = "COMMIT",
      description = "a commit or branch of this clone; without it, git fetches the newest version")
  private String from;

  @Option(
      names = "--tree",
      paramLabel = "FOLDER",
      description = "another tree, for instance one that is too old to know this command")
  private Path tree;

  private final Workshop workshop;
  private final PrintStream out;

  public Update(Workshop workshop, PrintStream out) {
    this.workshop = workshop;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Path root = tree == null ? workshop.root() : tree.toAbsolutePath().normalize();
    if (!Files.exists(root.resolve(".git"))) {
      throw new Problem(
          "This tree was not made by git clone, so git cannot fetch a newer version.\ndocs/updating.md says how to take your answers into a new clone.");
    }
    Git git = new Git(root);
    String target = target(git);
    try (Savings savings = Savings.open(root)) {
      Path version = root.resolve(".workshop/version");
      String base = base(git, target, version);
      if (git.ask("merge-base", "--is-ancestor", target, base).isPresent()) {
        out.println("Nothing to do: there is no newer version" + where(git) + ".");
        return 0;
      }
      NewVersion newVersion = new NewVersion(root, git, base, target);
      List<Change> changes = new ArrayList<>(newVersion.changes());
      changes.add(Change.to(version, target + "\n"));
      Saved saved = savings.change("update", changes).orElseThrow();
      newVersion.makeExecutable();
      tell(root, git, target, newVersion, saved);
    }
    return 0;
  }

  private String target(Git git) {
    if (from != null) {
      return git.need(
          NOTHING_CHANGED, "rev-parse", "--verify", "--end-of-options", from + "^{commit}");
    }
    git.need("Are you online? " + NOTHING_CHANGED, "fetch", "--quiet", remote(git), "HEAD");
    return git.need(NOTHING_CHANGED, "rev-parse", "FETCH_HEAD");
  }

  /** Where a fork has the original from is called upstream. */
  private static String remote(Git git) {
    List<String> remotes = git.ask("remote").orElse("").lines().toList();
    if (remotes.isEmpty()) {
      throw new Problem(
          "This tree does not know where it came from.\nTell it: git remote add upstream ADDRESS");
    }
    return remotes.contains("upstream") ? "upstream" : remotes.get(0);
  }

  private String where(Git git) {
    return from == null
        ? " in " + git.ask("remote", "get-url", remote(git)).orElse(remote(git))
        : "";
  }

  /**
   * The version that the learner's files come from: the last update's, or a newer one that git has
   * brought.
   */
  private static String base(Git git, String target, Path version) throws IOException {
    String byGit =
        git.ask("merge-base", "HEAD", target)
            .orElseThrow(
                () ->
                    new Problem(
                        "git does not know what this tree and the newer version have in common.\nIf it was cloned with --depth: git fetch --unshallow, and again. Nothing was changed."));
    if (!Files.isRegularFile(version)) {
      return byGit;
    }
    String byUpdate = Files.readString(version).strip();
    return git.ask("cat-file", "-e", byUpdate + "^{commit}").isEmpty()
            || git.ask("merge-base", "--is-ancestor", byUpdate, byGit).isPresent()
        ? byGit
        : byUpdate;
  }

  private void tell(Path root, Git git, String target, NewVersion newVersion, Saved saved) {
    String date = git.ask("log", "-1", "--format=%cs", target).orElse("");
    out.printf("This is the version of %s now (%.8s).%n", date, target);
    out.printf("Your own answers in it: %d%n", newVersion.taken());
    Path files = root.relativize(saved.folder()).resolve("files");
    newVersion
        .changed()
        .forEach(
            answer ->
                out.printf(
                    "%nThe new version changes this exercise, and your answer is still the old one: %s%n"
                        + "  compare: git diff %.8s -- %s%n",
                    answer.heading(), target, answer.path()));
    newVersion
        .gone()
        .forEach(
            answer ->
                out.printf(
                    "%nThere is no such exercise any more: %s%n  yours: %s%n",
                    answer.heading(), files.resolve(answer.path())));
    newVersion
        .replaced()
        .forEach(
            (path, why) -> out.printf("%n%s: %s%n  yours: %s%n", path, why, files.resolve(path)));
    out.println();
    out.println(saved.told(root));
    out.println("How far you are: ./workshop progress");
  }
}
