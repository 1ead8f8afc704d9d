package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.NotDone;
import workshop.testkit.Given;

@Given
@Order(9)
@DisplayName("Program: what a main says of an exercise that is not done")
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
    assertThat(Program.explain(notDone, 3), is(EXPECTED));
  }

  @Test
  @Order(2)
  @DisplayName("of an earlier phase: also how to have the answers of all phases before this one")
  void earlierPhase() {
    thrownIn("workshop.ipv4.Ipv4Header");
    assertThat(
        Program.explain(notDone, 5),
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
    assertThat(Program.explain(notDone, 3), is(EXPECTED));
  }

  @Test
  @Order(4)
  @DisplayName("is found among the causes of what was thrown, and nothing else is taken for it")
  void foundAmongCauses() {
    Throwable wrapped = new IllegalStateException(new ExceptionInInitializerError(notDone));
    assertThat("thrown as it is", Program.notDone(notDone), is(notDone));
    assertThat("wrapped twice", Program.notDone(wrapped), is(notDone));
    assertThat("another", Program.notDone(new IllegalStateException("x")), is(nullValue()));
  }

  private void thrownIn(String className) {
    notDone.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(className, "version", "Ipv4Header.java", 57),
          new StackTraceElement("workshop.ipv4.Ipv4Packet", "parse", "Ipv4Packet.java", 41)
        });
  }
}
