package workshop.echo;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A number that nobody can guess without the secret: the first 32 bits of SHA-256 over the secret
 * and the addresses and ports of a connection.
 */
public final class KeyedHash {
  private static final int SIZE_OF_ID = 12;

  private final byte[] secret;
  private final MessageDigest hash;

  /**
   * A hash with this key.
   *
   * @param secret known to nobody else, and new at each start: 16 bytes or more
   */
  public KeyedHash(byte[] secret) {
    this.secret = secret.clone();
    try {
      hash = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  /**
   * The number for a connection.
   *
   * @param more other values that the number depends on
   */
  public int of(ConnectionId id, long... more) {
    ByteBuffer all = ByteBuffer.allocate(SIZE_OF_ID + Long.BYTES * more.length);
    all.putInt(id.localAddress().bits()).putShort((short) id.localPort());
    all.putInt(id.remoteAddress().bits()).putShort((short) id.remotePort());
    for (long part : more) {
      all.putLong(part);
    }
    hash.update(secret);
    return ByteBuffer.wrap(hash.digest(all.array())).getInt();
  }
}
