package workshop.tap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;

/** Phase 1: shows the bytes of every frame that the kernel sends. */
public final class Main implements Program.Body {
  /** A frame that the kernel sends because of a ping to us. It is shown if there is no device. */
  private static final String RECORDED =
      "ffffffffffff0200000000aa080600010800060400010200000000aac0a86401000000000000c0a86402";

  private Main() {}

  public static void main(String[] arguments) {
    Program.start(
        1, "shows the bytes of every frame that the kernel sends.", arguments, new Main());
  }

  @Override
  public void run(Options options, Link link, BooleanSupplier running) throws IOException {
    Program.log("Ready. In another terminal: ping %s  (Ctrl-C ends this)", options.address());
    Program.loop(link, Main::show, running);
  }

  @Override
  public void showWithoutLink() throws IOException {
    String text = FrameText.of(ByteBuffer.wrap(HexFormat.of().parseHex(RECORDED)));
    Program.log("Your hex dump of a frame that was recorded:%n%s", text);
    String request = HexDump.of(InterfaceRequest.forTap("tap0"));
    Program.log("The request by which the kernel gives you tap0:%n%n%s", request);
  }

  private static void show(ByteBuffer frame) {
    System.out.print(FrameText.of(frame));
    System.out.flush();
  }
}
