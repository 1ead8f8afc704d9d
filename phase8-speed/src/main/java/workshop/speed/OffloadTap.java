package workshop.speed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import workshop.tap.Capabilities;
import workshop.tap.Device;
import workshop.tap.DeviceOpener;
import workshop.tap.LibC;
import workshop.tap.OutgoingFrame;
import workshop.tap.TapException;

/**
 * A TAP device that completes checksums and cuts segments for the stack. It also delivers
 * super-segments (Documentation/networking/tuntap.rst, linux/if_tun.h). Before each frame there is
 * a {@link VirtioHeader}, which only this class sees.
 */
final class OffloadTap implements Device {
  private static final int ETHERNET_HEADER = 14;
  private static final int LARGEST_PACKET = 65_535;

  private static final Capabilities CAPABILITIES =
      new Capabilities(ETHERNET_MTU, ETHERNET_HEADER + LARGEST_PACKET, true, true);

  private final Device device;
  private final OffloadCounters counters;

  /** The device's buffer, which is the same each time; and two views of it. */
  private ByteBuffer bytes;

  private VirtioHeader header;
  private ByteBuffer frame;
  private boolean checked;

  /**
   * A device that was opened with virtio-net headers.
   *
   * @param counters count all frames
   */
  OffloadTap(Device device, OffloadCounters counters) {
    this.device = device;
    this.counters = counters;
  }

  /**
   * Opens a TAP device with offload; or a plain one, if the kernel refuses offload.
   *
   * @param opener opens a plain device
   * @param log gets a line that says which of the two it is
   * @throws TapException if neither can be opened; it says what to do
   */
  static Device open(
      DeviceOpener opener, LibC libC, String name, OffloadCounters counters, Consumer<String> log)
      throws TapException {
    Device device;
    try {
      device = opener.open(new OffloadLibC(libC), name);
    } catch (TapException e) {
      // If the reason is another one, a plain device fails, too, and its message says why.
      Device plain = opener.open(libC, name);
      log.accept("No offload: the kernel refuses it. Frames have 1,514 bytes at most.");
      return plain;
    }
    log.accept("Offload: checksums and segmentation. Frames have up to 65,549 bytes.");
    return new OffloadTap(device, counters);
  }

  @Override
  public String name() {
    return device.name();
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    device.await(timeoutNanos);
  }

  @Override
  public ByteBuffer receive() throws IOException {
    for (ByteBuffer next = device.receive(); next != null; next = device.receive()) {
      if (take(next)) {
        return frame;
      }
      counters.dropped();
    }
    return null;
  }

  /** Reads the header. Returns whether we understand it, and can hand on the frame after it. */
  private boolean take(ByteBuffer next) {
    int size = next.limit() - VirtioHeader.SIZE;
    if (next != bytes) {
      bytes = next;
      header = new VirtioHeader(bytes);
      frame = bytes.duplicate().clear().position(VirtioHeader.SIZE).slice();
    }
    if (size < 0 || !header.isSound(size)) {
      return false;
    }
    checked = PartialChecksum.isChecked(header.flags());
    counters.received(size, header.segmentSize());
    frame.limit(size).position(0);
    return true;
  }

  @Override
  public boolean isChecked() {
    return checked;
  }

  @Override
  public void send(OutgoingFrame outgoing) throws IOException {
    counters.sent(outgoing.size(), outgoing.segmentSize());
    VirtioHeader.prepend(outgoing);
    try {
      device.send(outgoing);
    } finally {
      outgoing.takeAway(VirtioHeader.SIZE);
    }
  }

  @Override
  public void wake() {
    device.wake();
  }

  @Override
  public void close() throws IOException {
    device.close();
  }
}
