package workshop.tap;

import java.nio.ByteBuffer;

/** Phase 1: every frame that the kernel sends, as bytes on the screen. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Program.start(
        1,
        "shows the bytes of every frame that the kernel sends.",
        arguments,
        (options, link, running) -> {
          Program.log("Ready. In another terminal: ping %s  (Ctrl-C ends this)", options.address());
          Program.loop(link, Main::show, running);
        });
  }

  private static void show(ByteBuffer frame) {
    Program.log("%n%d bytes", frame.remaining());
    System.out.print(HexDump.of(frame));
  }
}
