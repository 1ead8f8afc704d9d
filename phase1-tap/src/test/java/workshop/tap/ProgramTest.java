package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.NotDone;
import workshop.testkit.Given;

@Given
@Order(9)
@DisplayName("Program: what a main says about an exercise that is not done; its help")
class ProgramTest {
  private static final String EXPECTED =
      """
      Exercise 3.2 is not done yet: phase3-ipv4/src/exercise/java/workshop/ipv4/Ipv4Header.java:57
      It is explained in docs/phase3-ipv4.md.""";

  private final NotDone notDone = new NotDone("3.2", "docs/phase3-ipv4.md");

  @Test
  @Order(1)
  @DisplayName("of its own phase: which, where, and what explains it")
  void ownPhase() {
    thrownIn("workshop.ipv4.Ipv4Header");
    assertThat(NotDoneTeller.explain(notDone, 3), is(EXPECTED));
  }

  @Test
  @Order(2)
  @DisplayName("of an earlier phase: also how to have the answers of all phases before this one")
  void earlierPhase() {
    thrownIn("workshop.ipv4.Ipv4Header");
    assertThat(
        NotDoneTeller.explain(notDone, 5),
        is(
            EXPECTED
                + "\nIt belongs to an earlier phase. To have its answers:"
                + " ./workshop catch-up phase5"));
  }

  @Test
  @Order(3)
  @DisplayName("in a class within a class: the file is that of the outer one")
  void nestedClass() {
    thrownIn("workshop.ipv4.Ipv4Header$Field");
    assertThat(NotDoneTeller.explain(notDone, 3), is(EXPECTED));
  }

  @Test
  @Order(4)
  @DisplayName("is found among the causes of what was thrown, and nothing else is taken for it")
  void foundAmongCauses() {
    Throwable wrapped = new IllegalStateException(new ExceptionInInitializerError(notDone));
    assertThat("thrown as it is", NotDone.in(notDone), is(notDone));
    assertThat("wrapped twice", NotDone.in(wrapped), is(notDone));
    assertThat("another", NotDone.in(new IllegalStateException("x")), is(nullValue()));
  }

  @Test
  @Order(5)
  @DisplayName("where it goes on: the first time it says so")
  void goesOn() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NotDoneTeller teller = new NotDoneTeller(3, new PrintStream(out, true, StandardCharsets.UTF_8));
    thrownIn("workshop.ipv4.Ipv4Header");
    teller.accept(notDone);
    teller.accept(notDone);
    assertThat(lines(out), is(EXPECTED + "\nGoing on with what works.\n" + EXPECTED + "\n"));
  }

  @Test
  @Order(6)
  @DisplayName("--help of a phase with options of its own shows these after those of every phase")
  void helpShowsBoth() {
    MoreOptions own =
        new MoreOptions() {
          @Override
          public String help() {
            return "  --own\n";
          }

          @Override
          public boolean take(String option, Value value) {
            return option.equals("--own");
          }
        };
    assertThat(
        helpOf(own, "--own", "--help"), is("Phase 3: something.\n" + Options.HELP + "  --own\n"));
    assertThat(helpOf(MoreOptions.NONE, "--help"), is("Phase 3: something.\n" + Options.HELP));
  }

  private static String helpOf(MoreOptions more, String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      Program.start(
          3,
          "something.",
          more,
          arguments,
          (options, link, running) -> fail("help does not run the phase"));
    } finally {
      System.setOut(before);
    }
    return lines(out);
  }

  private static String lines(ByteArrayOutputStream out) {
    return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private void thrownIn(String className) {
    notDone.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(className, "version", "Ipv4Header.java", 57),
          new StackTraceElement("workshop.ipv4.Ipv4Packet", "parse", "Ipv4Packet.java", 41)
        });
  }
}
