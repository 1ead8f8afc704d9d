package workshop.tap;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Writes all frames of another link to a file, in the format that tcpdump and Wireshark read
 * (draft-ietf-opsawg-pcap, "PCAP Capture File Format").
 */
public final class PcapLink implements Link {
  /** This magic number says that timestamps are in nanoseconds. */
  private static final int MAGIC_NANOSECONDS = 0xA1B23C4D;

  private static final int LARGEST_PACKET = 262_144;
  private static final int LINKTYPE_ETHERNET = 1;

  private final Link link;
  private final Path path;
  private final DataOutputStream file;
  private final WritableByteChannel packetData;

  /**
   * Starts a new file, in place of an old one of this name.
   *
   * @throws TapException if the file cannot be written
   */
  public PcapLink(Link link, Path path) throws TapException {
    this.link = link;
    this.path = path;
    try {
      file = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)));
      packetData = Channels.newChannel(file);
      file.writeInt(MAGIC_NANOSECONDS);
      file.writeShort(2); // version 2.4
      file.writeShort(4);
      file.writeLong(0); // two fields that nobody uses
      file.writeInt(LARGEST_PACKET);
      file.writeInt(LINKTYPE_ETHERNET);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  @Override
  public Capabilities capabilities() {
    return link.capabilities();
  }

  @Override
  public void await(long timeoutNanos) throws IOException {
    // There is time now. A program that reads the file at the same time sees all frames so far.
    try {
      file.flush();
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    link.await(timeoutNanos);
  }

  @Override
  public ByteBuffer receive() throws IOException {
    ByteBuffer frame = link.receive();
    if (frame != null) {
      record(frame);
    }
    return frame;
  }

  @Override
  public boolean isChecked() {
    return link.isChecked();
  }

  @Override
  public void send(OutgoingFrame frame) throws IOException {
    record(frame.bytes());
    link.send(frame);
  }

  @Override
  public void wake() {
    link.wake();
  }

  private void record(ByteBuffer frame) throws TapException {
    Instant now = Instant.now();
    try {
      file.writeInt((int) now.getEpochSecond());
      file.writeInt(now.getNano());
      file.writeInt(frame.remaining()); // how much of the frame is in the file
      file.writeInt(frame.remaining()); // how long the frame was on the wire
      packetData.write(frame.duplicate());
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private TapException cannotWrite(IOException e) {
    return new TapException(
        "Cannot write the capture to %s (%s).%nChoose another file with --pcap."
            .formatted(path, reason(e)));
  }

  /** Some messages of Java only repeat the path. */
  private static String reason(IOException e) {
    if (e instanceof FileSystemException fileSystem && fileSystem.getReason() != null) {
      return fileSystem.getReason();
    }
    return e instanceof FileSystemException
        ? e.getClass().getSimpleName().replace("Exception", "")
        : e.getMessage();
  }

  @Override
  public void close() throws IOException {
    try (link) {
      file.close();
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }
}
