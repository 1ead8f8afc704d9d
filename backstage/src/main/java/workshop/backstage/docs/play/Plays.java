package workshop.backstage.docs.play;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import workshop.backstage.docs.page.Finding;
import workshop.backstage.docs.page.Page;
import workshop.exercises.Count;
import workshop.exercises.Problem;
import workshop.exercises.Workshop;

/** The command {@code docs play}. */
final class Plays {
  /** The folder, in that for temporary files, in which the pages are played. */
  static final String TREE = "tcpip-workshop";

  private final Workshop workshop;
  private final List<Page> pages;
  private final Path scratch;
  private final String maven;
  private final List<Path> libraries;
  private final boolean allByMaven;
  private final PrintStream out;

  /**
   * For these pages.
   *
   * @param scratch a folder for all that is made
   * @param maven the command that the pages' mvn is
   * @param libraries what tests need besides the phases
   * @param allByMaven whether Maven runs all tests, also where {@link WarmTests} would do
   */
  Plays(
      Workshop workshop,
      List<Page> pages,
      Path scratch,
      String maven,
      List<Path> libraries,
      boolean allByMaven,
      PrintStream out) {
    this.workshop = workshop;
    this.pages = pages;
    this.scratch = scratch;
    this.maven = maven;
    this.libraries = libraries;
    this.allByMaven = allByMaven;
    this.out = out;
  }

  /**
   * Plays them.
   *
   * @param choice the scenes to play
   * @param write whether to write the real output into the pages, if that is simple
   * @throws Problem if something that they show is not what comes
   */
  void run(Choice choice, boolean write) throws IOException {
    List<Script> scripts = new ArrayList<>();
    for (Page page : pages) {
      Script script = new Script(page);
      List<Finding> findings = new ArrayList<>(page.findings());
      findings.addAll(script.check(workshop));
      if (!findings.isEmpty()) {
        findings.forEach(out::println);
        throw new Problem("%s cannot be played: see above.".formatted(page.name()));
      }
      if (script.transcripts().stream().anyMatch(choice.in(script))) {
        scripts.add(script);
      }
    }
    if (scripts.isEmpty()) {
      throw new Problem(
          "There is nothing to play.\nName a scene as its mark does, or a line in it.");
    }
    try {
      play(scripts, choice, write);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("Interrupted.");
    }
  }

  private void play(List<Script> scripts, Choice choice, boolean write)
      throws IOException, InterruptedException {
    Map<String, String> environment = Player.environment(makeTools(), scratch);
    Files.writeString(
        scratch.resolve("gitconfig"), "[user]\n\tname = You\n\temail = you@localhost\n");
    TreeCopy tree = new TreeCopy(workshop, scratch.resolve(TREE), environment);
    tree.prepare(Scene.START);
    Optional<WarmTests> warm =
        allByMaven
            ? Optional.empty()
            : Optional.of(
                new WarmTests(
                    new Workshop(tree.folder()),
                    libraries,
                    Files.createDirectories(scratch.resolve("warm"))));
    try {
      play(
          scripts,
          choice,
          write,
          new Player(workshop, tree, environment, warm, Player.Limits.USUAL, out));
    } finally {
      warm.ifPresent(WarmTests::close);
    }
  }

  private void play(List<Script> scripts, Choice choice, boolean write, Player player)
      throws IOException, InterruptedException {
    for (Script script : scripts) {
      player.play(script, choice.in(script));
      if (write && !player.rewrites().isEmpty()) {
        Page page = script.page();
        Files.writeString(
            workshop.root().resolve(page.name()), Rewrite.in(page, player.rewrites()));
        out.printf(
            "written %s: %s; read them, and leave out with ... what matters to nobody%n",
            page.name(), Count.of(player.rewrites().size(), "transcript"));
      }
    }
    player.notRun().forEach(out::println);
    String sum =
        "%s played, %d not run"
            .formatted(Count.of(player.played(), "transcript"), player.notRun().size());
    if (player.wrong() > 0) {
      throw new Problem(
          "%s; scenes that are not as the pages show them: %d.\nFix the pages, or what they show."
              .formatted(sum, player.wrong()));
    }
    out.println("All as the pages show it: " + sum + ".");
  }

  /** In front of all others: a mvn that needs no network and says what Maven itself says only. */
  private Path makeTools() throws IOException {
    Path tools = Files.createDirectories(scratch.resolve("tools"));
    tool(
        tools.resolve("mvn"),
        "exec '%s' -o -B -ntp -Dstyle.color=never \"$@\"".formatted(maven.replace("'", "'\\''")));
    if (isRootInNameOnly()) {
      // The real one does not work then.
      tool(
          tools.resolve("sudo"),
          "while [ \"$1\" = -n ] || [ \"$1\" = -E ] || [ \"$1\" = -- ]; do shift; done\nexec \"$@\"");
    }
    return tools;
  }

  /** In a user namespace root is somebody else outside. */
  private static boolean isRootInNameOnly() throws IOException {
    String map = Files.readString(Path.of("/proc/self/uid_map")).strip();
    return !map.matches("0\\s+0\\s+4294967295");
  }

  private static void tool(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
