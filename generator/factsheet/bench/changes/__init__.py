"""What is there is changed, renamed, moved, merged, disputed, withdrawn or taken down."""
