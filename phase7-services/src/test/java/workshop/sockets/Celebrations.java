package workshop.sockets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import workshop.echo.KeyedHash;
import workshop.shared.Ipv4Address;
import workshop.testkit.Celebration;
import workshop.testkit.Frames;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private Celebrations() {}

  @Celebration("7.9")
  static String ports() {
    Ipv4Address us = Ipv4Address.parse(Frames.STACK_IP);
    Ipv4Address kernel = Ipv4Address.parse(Frames.KERNEL_IP);
    EphemeralPorts ports = new EphemeralPorts(us, new KeyedHash(new byte[16])::of);
    StringJoiner lines = new StringJoiner("\n");
    for (int server : new int[] {80, 22, 80, 22}) {
      lines.add(
          "  to %s:%d from %d".formatted(kernel, server, ports.choose(kernel, server, p -> true)));
    }
    return "Four connections, and nobody guesses the next port:\n" + lines;
  }

  @Celebration("7.10")
  static String waits() throws IOException, InterruptedException {
    ScriptedLock lock = new ScriptedLock();
    BytePipe pipe = new BytePipe(8, () -> {}, lock);
    StringJoiner lines = new StringJoiner("\n");
    for (int i = 0; i < 2; i++) {
      lock.whileWaiting(1, () -> pipe.take(bytes -> take(bytes, 6, lines)));
    }
    pipe.write(ByteBuffer.wrap("Sockets of your own!".getBytes(StandardCharsets.US_ASCII)), 1);
    pipe.take(bytes -> take(bytes, bytes.remaining(), lines));
    return "A caller writes 20 bytes into a pipe of 8, and waits for the stack:\n" + lines;
  }

  private static int take(ByteBuffer bytes, int count, StringJoiner lines) {
    String there = StandardCharsets.US_ASCII.decode(bytes.duplicate()).toString();
    lines.add("  in the pipe: \"%s\"; the stack takes %d".formatted(there, count));
    return count;
  }
}
