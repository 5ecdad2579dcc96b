-- Read models live in a schema of their own, found by the connection's search_path.
CREATE SCHEMA "readmodels";
