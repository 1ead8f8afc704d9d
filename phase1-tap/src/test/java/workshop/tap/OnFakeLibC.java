package workshop.tap;

import static org.hamcrest.MatcherAssert.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import workshop.testkit.Frames;

/** What the tests of a TAP device have in common: a C library that writes down how it is called. */
abstract class OnFakeLibC {
  /** 42 bytes. */
  static final byte[] SHORT = Frames.arpRequest().frame();

  /** 132 bytes. */
  static final byte[] LONG = Frames.echoRequest().payload("0123456789".repeat(9)).frame();

  final FakeLibC libC = new FakeLibC();

  /** An error "UNKNOWN" would say nothing, where there was none. */
  @RegisterExtension
  final TestExecutionExceptionHandler misreadErrno =
      (context, thrown) -> {
        String why = libC.misreadErrno(thrown);
        if (why != null) {
          AssertionError words = new AssertionError(why);
          words.setStackTrace(thrown.getStackTrace());
          throw words;
        }
        throw thrown;
      };

  /** Without open, so that a test of what comes after it needs nothing else. */
  final TapDevice opened() throws TapException {
    TapDevice device = new TapDevice(libC, FakeLibC.FD, "tap0");
    libC.calls();
    return device;
  }

  static OutgoingFrame frame(byte[] bytes) {
    return OutgoingFrame.of(ByteBuffer.wrap(bytes));
  }

  /** The message is for the user: it has all these words, and two lines at most. */
  final void assertTells(TapException failed, String... words) {
    String message = failed.getMessage();
    for (String word : words) {
      String why = libC.misreadErrno(failed);
      assertThat(
          "%sthe message has to say \"%s\", and was:%n%s"
              .formatted(why == null ? "" : why + "%n".formatted(), word, message),
          message.contains(word));
    }
    assertThat("more than two lines:\n" + message, message.lines().count() <= 2);
  }
}
