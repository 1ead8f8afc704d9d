package workshop.backstage.docs.play;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workshop.backstage.docs.SampleBook;
import workshop.backstage.docs.page.Page;

/** Pages with commands that need no root, and what is said of them. */
class PlayerTest {
  private static final Player.Limits SHORT = new Player.Limits(2_000, 4_000, 300);

  private Path folder;
  private SampleBook book;
  private Player player;

  @BeforeEach
  void makeBook(@TempDir Path folder) {
    this.folder = folder;
    book = new SampleBook(folder.resolve("book"));
    book.write(SampleBook.EXERCISES, "// the learner's own, which no page shows\n");
  }

  private String play(String text) throws IOException, InterruptedException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Files.writeString(
        folder.resolve("gitconfig"), "[user]\n\tname = You\n\temail = you@localhost\n");
    Map<String, String> environment = Player.environment(tools, folder);
    TreeCopy tree = new TreeCopy(book.workshop(), folder.resolve("copy"), environment);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    player =
        new Player(
            book.workshop(),
            tree,
            environment,
            Optional.empty(),
            SHORT,
            new PrintStream(said, true, StandardCharsets.UTF_8));
    player.play(new Script(new Page("docs/a.md", text)), transcript -> true);
    return said.toString(StandardCharsets.UTF_8);
  }

  private void assertRight(String text) throws IOException, InterruptedException {
    String said = play(text);
    assertThat(said, player.wrong(), is(0));
  }

  private void assertWrong(String text, String... words) throws IOException, InterruptedException {
    String said = play(text);
    assertThat(said, player.wrong(), is(1));
    for (String word : words) {
      assertThat(said, containsString(word));
    }
  }

  private static String console(String... lines) {
    return "```console\n" + String.join("\n", lines) + "\n```\n\n";
  }

  @Test
  void theOutputOfCommandsIsCompared() throws Exception {
    assertRight(console("$ echo one; echo two >&2", "one", "two", "$ echo x \\", "  y", "x y"));
    assertThat(player.played(), is(1));
  }

  @Test
  void whatIsRightTheSecondTimeIsRight() throws Exception {
    Path tries = folder.resolve("tries");
    assertRight(console("$ echo x >>" + tries + "; wc -l <" + tries, "2"));
    assertThat(player.played(), is(1));
    assertThat(Files.readAllLines(tries).size(), is(2));
  }

  @Test
  void thereIsNoThirdTime() throws Exception {
    Path tries = folder.resolve("tries");
    assertWrong(
        console("$ echo x >>" + tries + "; wc -l <" + tries, "3"),
        "AGAIN docs/a.md:3: this line did not come",
        "WRONG docs/a.md:3: this line did not come");
    assertThat(Files.readAllLines(tries).size(), is(2));
  }

  @Test
  void aLineThatDiffersIsTold() throws Exception {
    assertWrong(
        "# T\n\n" + console("$ echo one; echo two", "one", "three"),
        "WRONG docs/a.md:6: this line did not come",
        "    - three",
        "    + two");
  }

  @Test
  void aLineTooManyIsTold() throws Exception {
    assertWrong(console("$ echo one; echo two", "one"), "more came than the page shows", "+ two");
    assertWrong(console("$ echo one", "$ true"), "more came than the page shows", "+ one");
  }

  @Test
  void aLineThatIsLikeTheMissingOneIsShown() throws Exception {
    assertWrong(
        console("$ seq 1000; echo 7 tests red; seq 1000", "...", "8 tests red", "..."),
        "- 8 tests red",
        "most like it:",
        "+ 7 tests red");
  }

  @Test
  void whatCameCanTakeThePlaceOfWhatThePageShows() throws Exception {
    String wrong =
        console("$ echo one; echo two", "...", "three", "$ echo left", "left")
            + "<!-- scene: 1.1 -->\n"
            + console("$ echo \\", "  four");
    play(wrong);
    assertThat(
        Rewrite.in(new Page("docs/a.md", wrong), player.rewrites()),
        is(
            console("$ echo one; echo two", "one", "two", "$ echo left", "left")
                + "<!-- scene: 1.1 -->\n"
                + console("$ echo \\", "  four", "four")));
  }

  @Test
  void theNextSceneIsPlayedAllTheSame() throws Exception {
    String said =
        play(
            console("$ echo one", "two")
                + console("$ echo left out", "left out")
                + "<!-- scene: 1.1 -->\n"
                + console("$ echo three", "three"));
    assertThat(said, containsString("the rest of the scene is left out: 1 transcript"));
    assertThat(said, containsString("ok docs/a.md:12  $ echo three"));
    assertThat(player.played(), is(1));
  }

  @Test
  void aProgramGoesOnWhileAnotherTerminalIsUsed() throws Exception {
    assertRight(
        console("$ mkfifo pipe; echo Ready; cat pipe; echo closed", "Ready")
            + "<!-- terminal: 2 -->\n"
            + console("$ echo hello >pipe")
            + console("hello", "closed"));
  }

  @Test
  void aProgramThatGoesOnMustSayWhatThePageShows() throws Exception {
    assertWrong(
        console("$ mkfifo pipe; echo Ready; cat pipe; echo closed", "Ready")
            + "<!-- terminal: 2 -->\n"
            + console("$ echo hello >pipe")
            + console("goodbye"),
        "- goodbye",
        "+ hello");
  }

  @Test
  void keysAreSentToTheProgram() throws Exception {
    assertRight(
        "<!-- typed: Hello -->\n"
            + console("$ sed -u 's/^/> /'; echo end", "Hello", "> Hello", "^D", "end"));
    assertRight(
        console("$ trap 'echo bye; exit' INT; echo Ready; while :; do sleep 0.1; done", "Ready")
            + console("^C", "bye"));
  }

  @Test
  void whoDoesNotEndAfterCtrlCIsTold() throws Exception {
    assertWrong(
        console("$ trap '' INT; echo Ready; sleep 61", "Ready", "^C"), "has not ended after 2 s");
  }

  @Test
  void whoHasEndedBeforeCtrlCIsTold() throws Exception {
    assertWrong(
        console("$ echo Ready", "Ready") + console("^C"),
        "WRONG docs/a.md:7: the command has ended before this ^C");
  }

  @Test
  void aCommandThatHangsIsEnded() throws Exception {
    assertWrong(console("$ sleep 62", "never"), "did not come within 2 s", "nothing more came");
    assertWrong(console("$ sleep 63", "$ true"), "has not ended after 2 s");
  }

  @Test
  void aCommandThatThereIsNotIsTold() throws Exception {
    assertWrong(console("$ no-such-command", "fine"), "no-such-command: command not found");
  }

  @Test
  void nothingIsLeftOfWhatWasStarted() throws Exception {
    assertRight(console("$ sleep 64.5 & echo $! >pid; echo Ready; sleep 65.5", "Ready"));
    long pid = Long.parseLong(Files.readString(folder.resolve("copy/pid")).strip());
    assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), is(false));
  }

  @Test
  void whatChangesIsNotCompared() throws Exception {
    assertRight(console("$ echo 12 ms", "345 ms"));
    assertRight("<!-- changes: id \\d -->\n\n" + console("$ echo id 1", "id 2"));
    assertRight("<!-- skips: ^# -->\n\n" + console("$ printf '# no\\nyes\\n'", "yes"));
    assertWrong(console("$ echo 12 ms; echo 1", "345 ms", "2"), "‹12 ms›");
  }

  @Test
  void aScriptMustEndWell() throws Exception {
    assertRight("```sh\ncd docs\ntest -e notes.md\n```\n");
    assertWrong("```sh\necho why\nfalse\ntrue\n```\n", "exit code 1", "why");
  }

  @Test
  void whatIsNotRunIsListed() throws Exception {
    assertRight("<!-- not run: changes the machine -->\n```sh\nexit 1\n```\n");
    assertThat(player.notRun().toString(), is("[docs/a.md:2: not run: changes the machine]"));
  }

  @Test
  void scenesAreInTheTree() throws Exception {
    assertRight(
        console("$ grep -c NotDone " + SampleBook.EXERCISES, "2", "$ echo broken >README.md")
            + "<!-- scene: 1.1 wrong 1.1-minus -->\n"
            + console("$ grep return " + SampleBook.EXERCISES, "    return a - b;")
            + console("$ head -n 1 README.md", "# Sample"));
  }

  @Test
  void sourcesThatASceneChangesAreNewerThanTheirClasses() throws Exception {
    book.write("phase1-sample/target/old", "");
    assertRight(
        console(
                "$ mkdir -p phase1-sample/target; touch phase1-sample/target/Sums.class; sleep 0.01")
            + "<!-- scene: 1.1 -->\n"
            + console(
                "$ find phase1-sample/src -newer phase1-sample/target/Sums.class -type f",
                SampleBook.EXERCISES));
  }

  @Test
  void theTreeIsARepositoryWithoutWhatIsBuilt() throws Exception {
    book.write("phase1-sample/target/old", "");
    assertRight(
        console(
            "$ git log --format='%s, %an'",
            "The workshop, You", "$ git status --short", "$ ls phase1-sample", "src"));
  }

  @Test
  void anotherPageFindsNothingOfAnEarlierOne() throws Exception {
    assertRight(console("$ touch left docs/left.md; git commit -q --allow-empty -m more"));
    assertRight(
        console("$ ls left docs/left.md 2>/dev/null", "$ git log --format=%s", "The workshop"));
  }

  @Test
  void commandsSeeTheSameEverywhere() throws Exception {
    String said =
        play(
            console(
                "$ echo $LC_ALL $COLUMNS $NO_COLOR ${WORKSHOP_LAB:-none}", "C.UTF-8 100 1 none"));
    assertThat(said, allOf(containsString("ok docs/a.md:1"), not(containsString("WRONG"))));
  }
}
