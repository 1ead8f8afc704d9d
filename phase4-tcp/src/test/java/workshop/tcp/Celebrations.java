package workshop.tcp;

import static workshop.tcp.Segments.KERNEL;
import static workshop.tcp.Segments.STACK;

import java.nio.ByteBuffer;
import workshop.shared.MalformedException;
import workshop.testkit.Celebration;
import workshop.testkit.Frames;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private Celebrations() {}

  @Celebration("4.5")
  static String segment() throws MalformedException {
    return "A segment of the kernel's: " + syn();
  }

  @Celebration("4.6")
  static String length() throws MalformedException {
    return "%s%ntakes up %d number: a SYN counts.".formatted(syn(), syn().length());
  }

  @Celebration("4.7")
  static String reset() throws MalformedException {
    return "nc asks:         %s%nyour code says:  %s".formatted(syn(), Reset.answerTo(syn()));
  }

  private static TcpSegment syn() throws MalformedException {
    byte[] segment = Frames.tcp().flags("SYN").seq(1000).mss(1460).segment();
    return TcpSegment.parse(ByteBuffer.wrap(segment), KERNEL, STACK);
  }
}
