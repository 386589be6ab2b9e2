"""Everything Détente is built of. Bytes → articles → analysis → store → frames → charts."""
