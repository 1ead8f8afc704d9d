package workshop.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A part of a file, read piece by piece as the client takes it. */
final class FileBody implements Body {
  private final FileChannel channel;
  private final long length;
  private long left;

  private FileBody(FileChannel channel, long length) {
    this.channel = channel;
    this.length = length;
    left = length;
  }

  /**
   * Opens a file.
   *
   * @param path must not be a symbolic link
   */
  static FileBody open(Path path, ByteRange part) throws IOException {
    FileChannel channel =
        FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    channel.position(part.first());
    return new FileBody(channel, part.size());
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean read(ByteBuffer target) throws IOException {
    int room = (int) Math.min(left, target.remaining());
    int count = channel.read(target.slice(target.position(), room));
    if (count < 0) {
      return false; // the file has become shorter: the writer notices
    }
    target.position(target.position() + count);
    left -= count;
    return left > 0;
  }

  @Override
  public void closed() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
