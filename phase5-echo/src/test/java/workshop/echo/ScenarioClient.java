package workshop.echo;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A client's end of a connection, whatever it is made of: a socket of the kernel, or a stack of our
 * own. No method waits; {@link ScenarioWire#await} does.
 */
interface ScenarioClient {

  /** Whether the server has answered our SYN. */
  boolean isConnected() throws IOException;

  /** Sends little pieces at once: TCP_NODELAY. */
  void setNoDelay() throws IOException;

  /**
   * Writes what there is room for, and moves the data's position after it.
   *
   * @return how many bytes were taken
   * @throws IOException if the server has reset the connection
   */
  int write(ByteBuffer data) throws IOException;

  /**
   * Reads what is there, as far as the buffer has room.
   *
   * @return how many bytes were read; -1 at the end, which is the server's FIN
   * @throws IOException if the server has reset the connection
   */
  int read(ByteBuffer buffer) throws IOException;

  /** Has nothing more to send, and goes on reading. */
  void shutdownOutput() throws IOException;

  /** Is not interested any more, neither in sending nor in reading. */
  void close() throws IOException;

  /** Ends at once, with an RST: SO_LINGER of 0. */
  void reset() throws IOException;
}
