package workshop.tap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import workshop.testkit.Celebration;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

/** What the learner's code can do when an exercise is done: "workshop watch" shows it. */
final class Celebrations {
  private Celebrations() {}

  @Celebration("1.2")
  static String request() throws TapException {
    ByteBuffer request = InterfaceRequest.forTap("tap0");
    byte[] used = Hex.bytes(request.slice(0, InterfaceRequest.FLAGS + Short.BYTES));
    return "The request for tap0, its name and then the flags:\n\n" + Hex.dump(used);
  }

  @Celebration("1.3")
  static String open() throws TapException {
    FakeLibC libC = new FakeLibC();
    libC.nameOfTheKernel = "tap3";
    String name = TapDevice.open(libC, "tap%d").name();
    return "A free device is asked for, and the kernel gives %s. The calls:%n  %s"
        .formatted(name, String.join("\n  ", libC.calls()));
  }

  @Celebration("1.4")
  static String receive() throws TapException {
    FakeLibC libC = new FakeLibC().delivering(Frames.arpRequest().frame());
    ByteBuffer frame = new TapDevice(libC, FakeLibC.FD, "tap0").receive();
    return "The kernel sends a frame, and your code reads its %d bytes:%n  %s"
        .formatted(frame.remaining(), Frames.summary(Hex.bytes(frame)));
  }

  @Celebration("1.5")
  static String send() throws TapException {
    FakeLibC libC = new FakeLibC();
    byte[] reply = Frames.echoReply().payload("Hello from your own code").frame();
    new TapDevice(libC, FakeLibC.FD, "tap0").send(OutgoingFrame.of(ByteBuffer.wrap(reply)));
    byte[] written = libC.written.get(0);
    return "Your code sends a frame of %d bytes, and the kernel gets:%n  %s"
        .formatted(reply.length, Frames.summary(written));
  }

  @Celebration("1.1")
  static String hexDump() {
    byte[] frame = Frames.echoRequest().payload("Hello from your own code").frame();
    return "The bytes of a ping:\n\n" + HexDump.of(ByteBuffer.wrap(frame));
  }

  @Celebration("1.6")
  static String round() throws IOException {
    MemoryLink link = MemoryLink.create(Link.ETHERNET_MTU);
    for (int i = 0; i < 3; i++) {
      link.peer().send(OutgoingFrame.of(ByteBuffer.wrap(Frames.arpRequest().frame())));
    }
    List<String> told = new ArrayList<>();
    Loop.round(link, new Told(told), 0);
    return "Three frames wait. One round of your loop: " + String.join(", ", told) + ".";
  }

  /** Writes down what a loop tells it. */
  private record Told(List<String> events) implements FrameReceiver {
    @Override
    public void startOfBatch(long now) {
      events.add("start");
    }

    @Override
    public void receive(ByteBuffer frame) {
      events.add("frame");
    }

    @Override
    public long endOfBatch() {
      events.add("end");
      return NEVER;
    }
  }
}
