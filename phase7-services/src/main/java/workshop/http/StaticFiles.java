package workshop.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows the files of a folder, and of the folders in it. */
public final class StaticFiles implements Handler {
  private final Path folder;
  private final String prefix;

  /**
   * Shows a folder.
   *
   * @param prefix what the paths of requests begin with, for instance /files/
   */
  public StaticFiles(Path folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  @Override
  public Response handle(Request request) {
    String path = request.path().substring(prefix.length());
    Path file = FileSelection.file(folder, path);
    if (file != null && Files.isDirectory(file)) {
      if (!path.isEmpty() && !path.endsWith("/")) {
        return toFolder(request);
      }
      file = FileSelection.file(folder, path + "index.html");
    } else if (path.endsWith("/")) {
      return notFound(); // a file is no folder
    }
    // Other kinds, for instance a pipe, could make us wait for ever.
    if (file == null || !Files.isRegularFile(file)) {
      return notFound();
    }
    try {
      return answer(request, file);
    } catch (IOException e) {
      return notFound(); // gone by now, or not readable
    }
  }

  private static Response notFound() {
    return Response.error(404, "there is no such file");
  }

  /** Relative links in the page of a folder work only if the path ends with a slash. */
  private static Response toFolder(Request request) {
    String target = request.target().replaceFirst("\\?.*", "");
    return target.startsWith("/") ? Response.empty(301).with("Location", target + "/") : notFound();
  }

  private static Response answer(Request request, Path file) throws IOException {
    long size = Files.size(file);
    long modified = Math.floorDiv(Files.getLastModifiedTime(file).toMillis(), 1000L);
    if (isNotNewer(request, modified)) {
      return stamp(Response.empty(304), modified);
    }
    String type = ContentType.of(file.getFileName().toString());
    ByteRange part = part(request, size, modified);
    if (part == null) {
      Body whole = FileBody.open(file, new ByteRange(0, size - 1));
      return stamp(Response.of(200, type, whole), modified);
    }
    if (part == ByteRange.UNSATISFIABLE) {
      return Response.error(416, "the file has " + size + " bytes")
          .with("Content-Range", "bytes */" + size);
    }
    return stamp(Response.of(206, type, FileBody.open(file, part)), modified)
        .with("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size);
  }

  private static Response stamp(Response response, long modified) {
    return response.with("Last-Modified", HttpDate.text(modified)).with("Accept-Ranges", "bytes");
  }

  /** RFC 9110 section 13.1.3: the client has the file, and wants it only if it is newer. */
  private static boolean isNotNewer(Request request, long modified) {
    String since = request.header("If-Modified-Since");
    return since != null && modified <= HttpDate.seconds(since);
  }

  /** The part that the request asks for; null means the whole file. */
  private static ByteRange part(Request request, long size, long modified) {
    String range = request.header("Range");
    if (range == null || !request.method().equals("GET")) {
      return null; // RFC 9110 section 14.2: ranges are defined only for GET
    }
    // RFC 9110 section 13.1.5: a part of another version would not fit the rest of the file.
    String ifRange = request.header("If-Range");
    boolean fits = ifRange == null || ifRange.equals(HttpDate.text(modified));
    return fits ? FileSelection.range(range, size) : null;
  }
}
