package workshop.architecture.wrong.core;

import java.io.IOException;
import java.nio.file.Path;

/** Does nothing wrong. */
class Pure {
  Path name = Path.of("capture.pcap");

  void shift(byte[] bytes) throws IOException {
    System.arraycopy(bytes, 0, bytes, 1, bytes.length - 1);
  }
}
