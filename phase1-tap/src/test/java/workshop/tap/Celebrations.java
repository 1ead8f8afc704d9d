package workshop.tap;

import java.nio.ByteBuffer;
import workshop.testkit.Celebration;
import workshop.testkit.Frames;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private Celebrations() {}

  @Celebration("1.5")
  static String hexDump() {
    byte[] frame = Frames.echoRequest().payload("Hello from your own code").frame();
    return "The bytes of a ping:\n\n" + HexDump.of(ByteBuffer.wrap(frame));
  }
}
