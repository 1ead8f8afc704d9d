package workshop.speed;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import workshop.tap.Capabilities;
import workshop.tap.Device;
import workshop.tap.OutgoingFrame;

/** A device in memory, which hands over the same buffer each time, as a TAP device does. */
final class FakeDevice implements Device {
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(65_559);
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  final List<byte[]> sent = new ArrayList<>();
  int wakes;
  boolean closed;

  /** The next read gives these bytes. */
  void delivers(byte[] header, byte[] frame) {
    ByteBuffer bytes = ByteBuffer.allocate(header.length + frame.length);
    waiting.add(bytes.put(header).put(frame).array());
  }

  @Override
  public String name() {
    return "tap7";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(1500, 65_559, false, false);
  }

  @Override
  public void await(long timeoutNanos) {}

  @Override
  public ByteBuffer receive() {
    byte[] next = waiting.poll();
    return next == null ? null : incoming.clear().put(0, next).limit(next.length);
  }

  @Override
  public void send(OutgoingFrame frame) {
    sent.add(Vnet.bytes(frame));
  }

  @Override
  public void wake() {
    wakes++;
  }

  @Override
  public void close() {
    closed = true;
  }
}
